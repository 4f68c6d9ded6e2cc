"""Values of modules that aren't installed, taken out of what would become jobs, and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from databricks_workflows.airflow.argument_types import of_a_job, of_a_task
from databricks_workflows.airflow.missing import (
    GIVE_VALUE,
    GIVE_VARIABLE,
    GIVE_WAREHOUSE,
    RESULT,
    VARIABLE,
    WAREHOUSE,
    missing_names,
)
from databricks_workflows.airflow.values import Param
from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenMail, FrozenTask, Opaque
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.shapes import at_path, leaf
from databricks_workflows.model.tokens import tf
from databricks_workflows.resolve.arguments import AIRFLOW_ONLY, CALLBACKS
from databricks_workflows.rules import MISSING_MODULE, MISSING_VALUE


def without_missing(dag: Dag) -> Dag:
    """The DAG without such values; each that a job would have had is an error with its place."""
    found = Diagnostics()
    who = f"DAG {dag.dag_id!r}"
    given = dict(dag.arguments)
    if missing_names(given.get("start_date")):
        names = ", ".join(missing_names(given.pop("start_date")))
        found.add(MISSING_MODULE, dag.place, f"{who}: its start_date takes {names}; its time zone is taken as UTC")
    arguments = _arguments(given, who, dag.place, found)
    if isinstance(arguments.get("params"), Mapping):
        params = arguments["params"].items()
        arguments["params"] = {name: value.value if isinstance(value, Param) else value for name, value in params}
    return replace(
        dag,
        groups=tuple(_group(group, found) for group in dag.groups),
        own=None if dag.own is None else _group(dag.own, found),
        mails=tuple(_mail(mail, found) for mail in dag.mails),
        arguments=arguments,
        default_args=_arguments(dag.default_args, f"default_args of {who}", dag.place, found),
        problems=(*dag.problems, *found),
    )


def _mail(mail: FrozenMail, found: Diagnostics) -> FrozenMail:
    known = _arguments({"to": list(mail.to)}, mail.what, mail.place, found)
    return replace(mail, to=tuple(known.get("to", ())))


def _group(group: FrozenGroup, found: Diagnostics) -> FrozenGroup:
    return replace(
        group,
        arguments=_arguments(group.arguments, f"workflow {group.name!r}", group.place, found),
        default_args=_arguments(group.default_args, f"default_args of workflow {group.name!r}", group.place, found),
        groups={
            ref: replace(
                each,
                arguments=_arguments(each.arguments, f"task group {each.name!r}", each.place, found),
                default_args=_arguments(each.default_args, f"task group {each.name!r}", each.place, found),
            )
            for ref, each in group.groups.items()
        },
        tasks=tuple(_task(task, found) for task in group.tasks),
    )


def _task(task: FrozenTask, found: Diagnostics) -> FrozenTask:
    who = f"task {task.name!r}"
    before = len(found)
    return replace(
        task,
        arguments=_arguments(task.arguments, who, task.place, found, of_a_task),
        incomplete=len(found) > before,
        # Told where they were written, once and not for each task.
        defaults=tuple(_arguments(rung, who, task.place, Diagnostics(), of_a_task) for rung in task.defaults),
    )


_WHOLE = ("task_config", "extra_job_params")

UNKNOWN = tf("${not_known_here}")
"""What stands for a single value that is not known: it has any type, so that it is told once and not as a wrong one."""


def _arguments(
    arguments: Mapping[str, Any],
    who: str,
    place: Place,
    found: Diagnostics,
    type_of: Callable[[str], Any] = of_a_job,
) -> dict[str, Any]:
    kept = {}
    for name, value in arguments.items():
        names = missing_names(value)
        if not names:
            kept[name] = value
            continue
        if name in AIRFLOW_ONLY:
            continue
        if name in CALLBACKS:
            kept[name] = Opaque(", ".join(names))
            continue
        # Of what the Jobs API takes as a whole the author wrote the fields.
        written = value if name in _WHOLE and isinstance(value, Mapping) else {name: value}
        for field, each in written.items():
            _tell(field, missing_names({field: each}), who, place, found)
        rest = _without(value, type_of(name))
        if rest is not None:
            kept[name] = rest
    return kept


def _tell(name: str, names: Sequence[str], who: str, place: Place, found: Diagnostics) -> None:
    results = [each for each in names if each.startswith(RESULT)]
    variables = [each for each in names if each.startswith(VARIABLE)]
    warehouses = [each for each in names if each.startswith(WAREHOUSE)]
    others = [each for each in names if each not in (*results, *variables, *warehouses)]
    if results:
        summary = f"{who}: {name} takes {', '.join(results)}, which Airflow hands on while the DAG runs"
        remedy = "let the task set a task value, and read it: {{tasks.<task_key>.values.<key>}}"
        found.add(MISSING_VALUE, place, summary, remedy, near=(name,))
    if variables:
        summary = f"{who}: {name} takes {', '.join(variables)}, which is given nowhere"
        found.add(MISSING_VALUE, place, summary, GIVE_VARIABLE, near=(name,))
    for warehouse in warehouses:
        summary = f"{who}: it runs on {warehouse}, which only Airflow knows"
        found.add(MISSING_VALUE, place, summary, GIVE_WAREHOUSE)
    if others:
        summary = f"{who}: {name} takes {', '.join(others)}, which is not installed here"
        found.add(MISSING_VALUE, place, summary, GIVE_VALUE, near=(name,))


def _without(value: Any, kind: Any) -> Any:
    """What is left of a value of a type; None where nothing is."""
    if isinstance(value, Mapping):
        known = {
            name: _without(each, at_path(kind, (name,))) for name, each in value.items() if not missing_names(name)
        }
        return {name: each for name, each in known.items() if each is not None}
    if isinstance(value, list):
        return [rest for each in value if (rest := _without(each, at_path(kind, (0,)))) is not None]
    if not missing_names(value):
        return value
    return UNKNOWN if leaf(kind) is not None else None
