"""The group's libraries on each task that can take them (M7).

The Jobs API has no job-level libraries: on the job they would be accepted and never installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from databricks_workflows.resolve.draft import TaskDraft, Tasks, map_work

_CLUSTERS = ("job_cluster_key", "existing_cluster_id", "new_cluster")


def push_down(tasks: Tasks, libraries: Iterable[Any], notebook_packages: Iterable[Any]) -> Tasks:
    """Add job-level libraries to every task with a cluster, ``notebook_packages`` to every notebook operator with one.

    They stand after the task's own; equal ones stand once.
    """
    for_all, for_notebooks = list(libraries), list(notebook_packages)

    def extended(task: TaskDraft) -> TaskDraft:
        wanted = [*for_all, *(for_notebooks if task.source.kind == "notebook" else ())]
        return map_work(task, lambda fields: _with(wanted, fields)) if wanted else task

    return tuple(map(extended, tasks))


def _with(wanted: list[Any], fields: dict[str, Any]) -> dict[str, Any]:
    if not any(name in fields for name in _CLUSTERS):
        return fields
    libraries = list(fields.get("libraries", ()))
    for each in wanted:
        if each not in libraries:
            libraries.append(each)
    return {**fields, "libraries": libraries}
