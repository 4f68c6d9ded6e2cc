"""The parameters of a task as they arrive at it: job parameters pushed down, dynamic values filled in."""

from __future__ import annotations

from typing import Any

from tests.support.workspace.calls import Json
from tests.support.workspace.values import Surroundings

# where a task type has its parameters; what a run-now call that predates job parameters calls them
_PLACES: dict[str, list[tuple[str, str | None]]] = {
    "notebook_task": [("base_parameters", "notebook_params")],
    "python_wheel_task": [("named_parameters", "python_named_params"), ("parameters", "python_params")],
    "spark_python_task": [("parameters", "python_params")],
    "spark_jar_task": [("parameters", "jar_params")],
    "spark_submit_task": [("parameters", "spark_submit_params")],
    "sql_task": [("parameters", "sql_params")],
    "dbt_task": [("commands", "dbt_commands")],
    "run_job_task": [("job_parameters", None)],
    "pipeline_task": [("parameters", None)],
    "condition_task": [("left", None), ("right", None)],
    "for_each_task": [("inputs", None)],
}
_PUSHED_DOWN = {
    "notebook_task": "base_parameters",
    "python_wheel_task": "named_parameters",
    "sql_task": "parameters",
    "run_job_task": "job_parameters",
}


def arrive(kind: str, settings: Json, at: Surroundings) -> tuple[Json, Any]:
    """A task's parameters by field, and as the task sees them: the one map or list, or all of them."""
    places = [name for name, _ in _PLACES.get(kind, ())]
    given: Json = {name: settings[name] for name in places if settings.get(name) is not None}
    for name, called in _PLACES.get(kind, ()):
        if called in at.run.task_parameters:
            given[name] = _overridden(given.get(name), at.run.task_parameters[called])
    resolved = {name: at.resolve_all(value) for name, value in given.items()}
    pushed = _PUSHED_DOWN.get(kind)
    if pushed and at.run.parameters and not (kind == "python_wheel_task" and resolved.get("parameters")):
        resolved[pushed] = resolved.get(pushed, {}) | at.run.parameters
    filled = [value for value in resolved.values() if value]
    if kind in ("condition_task", "for_each_task"):
        return resolved, resolved
    return resolved, filled[0] if filled else {}


def _overridden(before: Any, after: Any) -> Any:
    return {**before, **after} if isinstance(before, dict) and isinstance(after, dict) else after
