"""The group's libraries on each task that can take them (M7).

The Jobs API has no job-level libraries: on the job they would be accepted and never installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.compute import CLUSTERS
from databricks_workflows.resolve.draft import TaskDraft, Tasks, map_work
from databricks_workflows.rules import UNUSED_LIBRARIES


def push_down(
    group: FrozenGroup,
    tasks: Tasks,
    libraries: Iterable[Any],
    notebook_packages: Iterable[Any],
    found: Diagnostics,
) -> Tasks:
    """Add job-level libraries to every task with a cluster, ``notebook_packages`` to every notebook operator with one.

    They stand after the task's own; equal ones stand once.
    """
    for_all, for_notebooks = list(libraries), list(notebook_packages)
    takers = [task for task in tasks if _has_cluster(task.fields)]
    for name, wanted, able in (
        ("libraries", for_all, takers),
        ("notebook_packages", for_notebooks, [task for task in takers if task.source.kind == "notebook"]),
    ):
        if wanted and not able and not any(task.left_out.may_have(*CLUSTERS) for task in tasks):
            found.add(
                UNUSED_LIBRARIES,
                group.place,
                f"workflow {group.name!r}: no task can take its {name}: they are installed on a cluster",
                "give a task a cluster, or list them as dependencies of a serverless environment",
                near=(name,),
            )

    def extended(task: TaskDraft) -> TaskDraft:
        wanted = [*for_all, *(for_notebooks if task.source.kind == "notebook" else ())]
        return map_work(task, lambda fields: _with(wanted, fields)) if wanted else task

    return tuple(map(extended, tasks))


def _has_cluster(fields: Mapping[str, Any]) -> bool:
    inner = fields.get("for_each_task", {}).get("task", {})
    return any(name in fields or name in inner for name in CLUSTERS)


def _with(wanted: list[Any], fields: dict[str, Any]) -> dict[str, Any]:
    if not any(name in fields for name in CLUSTERS):
        return fields
    libraries = list(fields.get("libraries", ()))
    for each in wanted:
        if each not in libraries:
            libraries.append(each)
    return {**fields, "libraries": libraries}
