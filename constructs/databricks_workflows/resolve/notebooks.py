"""The group's notebook parameters (M6): the provider's one exception from the ladder, the group wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import NotebookTask
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.leniently import parse_leniently
from databricks_workflows.rules import GROUP_PARAMETER_WINS


def lay_over_notebook_params(group: FrozenGroup, tasks: Tasks, found: Diagnostics) -> Tasks:
    """Lay ``notebook_params`` of the group over those of each notebook operator."""
    given = group.arguments.get("notebook_params")
    if not given:
        return tasks
    read = parse_leniently(NotebookTask, {"notebook_path": "", "base_parameters": given})
    for problem in read.problems:
        what = problem.summary.replace("base_parameters", "notebook_params")
        found.add(problem.rule, group.place, f"workflow {group.name!r}: {what}", problem.remedy, near=problem.at)
    params = read.fields.get("base_parameters", {})
    return tuple(_laid_over(task, params, found) if task.source.kind == "notebook" else task for task in tasks)


def _laid_over(task: TaskDraft, params: Mapping[str, Any], found: Diagnostics) -> TaskDraft:
    work = task.fields.get("notebook_task")
    if not isinstance(work, Mapping):
        return task
    own = work.get("base_parameters", {})
    for name in sorted(own.keys() & params.keys()):
        if own[name] != params[name]:
            found.add(
                GROUP_PARAMETER_WINS,
                task.place,
                f"task {task.source.name!r}: parameter {name!r} is {own[name]!r} here and {params[name]!r} in the "
                "group, which wins",
                "set it in one of the two places",
                near=("notebook_params", name),
            )
    return task.with_fields(notebook_task={**work, "base_parameters": {**own, **params}})
