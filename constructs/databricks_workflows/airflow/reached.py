"""Values of modules that aren't installed, taken out of what would become jobs, and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from databricks_workflows.airflow.missing import RESULT, missing_names
from databricks_workflows.airflow.values import Param
from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenTask
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.arguments import AIRFLOW_ONLY
from databricks_workflows.rules import MISSING_VALUE


def without_missing(dag: Dag) -> Dag:
    """The DAG without such values; each that a job would have had is an error with its place."""
    found = Diagnostics()
    groups = tuple(_group(group, found) for group in dag.groups)
    arguments = {name: value for name, value in dag.arguments.items() if not missing_names(value)}
    if isinstance(arguments.get("params"), Mapping):
        params = arguments["params"].items()
        arguments["params"] = {name: value.value if isinstance(value, Param) else value for name, value in params}
    return replace(dag, groups=groups, arguments=arguments, problems=(*dag.problems, *found))


def _group(group: FrozenGroup, found: Diagnostics) -> FrozenGroup:
    return replace(
        group,
        arguments=_arguments(group.arguments, f"workflow {group.name!r}", group.place, found),
        tasks=tuple(_task(task, found) for task in group.tasks),
    )


def _task(task: FrozenTask, found: Diagnostics) -> FrozenTask:
    who = f"task {task.name!r}"
    return replace(
        task,
        arguments=_arguments(task.arguments, who, task.place, found),
        defaults=tuple(_arguments(rung, f"{who}: default_args", task.place, found) for rung in task.defaults),
    )


def _arguments(arguments: Mapping[str, Any], who: str, place: Place, found: Diagnostics) -> dict[str, Any]:
    kept = {}
    for name, value in arguments.items():
        names = missing_names(value)
        if not names:
            kept[name] = value
            continue
        if name in AIRFLOW_ONLY:
            continue
        results = [each for each in names if each.startswith(RESULT)]
        others = [each for each in names if each not in results]
        if results:
            summary = f"{who}: {name} takes {', '.join(results)}, which Airflow hands on while the DAG runs"
            remedy = "let the task set a task value, and read it: {{tasks.<task_key>.values.<key>}}"
            found.add(MISSING_VALUE, place, summary, remedy, near=(name,))
        if others:
            summary = f"{who}: {name} takes {', '.join(others)}, which is not installed here"
            remedy = (
                "install the module, put it beside the file, or give the value: --variables FILE, "
                "an environment variable"
            )
            found.add(MISSING_VALUE, place, summary, remedy, near=(name,))
        rest = _without(value)
        if rest is not None:
            kept[name] = rest
    return kept


def _without(value: Any) -> Any:
    """What is left of a value; None where nothing is."""
    if isinstance(value, Mapping):
        return {name: rest for name, each in value.items() if (rest := _without(each)) is not None}
    if isinstance(value, list):
        return [rest for each in value if (rest := _without(each)) is not None]
    return None if missing_names(value) else value
