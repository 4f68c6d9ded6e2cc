"""Ids that a file makes of values which are not known here: each is told, and is a readable name from there on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from databricks_workflows.airflow.missing import as_name, missing_names, where_from
from databricks_workflows.authoring import frozen
from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.rules import MISSING_VALUE

T = TypeVar("T")

# What holds the author's values, which are told one by one.
_VALUES = ("arguments", "default_args", "defaults", "settings", "to", "problems")


def with_known_ids(dag: Dag) -> Dag:
    """The DAG with ids that are known; each that is not is an error with its place."""
    found = Diagnostics()
    named: list[tuple[str, str | None, Place]] = [("DAG", dag.dag_id, dag.place)]
    tasks = list(dag.own.tasks) if dag.own else []
    inner = list(dag.own.groups.values()) if dag.own else []
    for group in dag.groups:
        named.append(("workflow", group.name, group.place))
        inner += group.groups.values()
        tasks += group.tasks
    named += [("task group", each.name, each.place) for each in inner]
    named += [("task", task.name, task.place) for task in tasks]
    unknown = [each for each in dict.fromkeys(named) if missing_names(each[1])]
    if not unknown:
        return dag
    # The key of one of several tasks of an operator is told as its argument.
    keys = {task.place for task in tasks if missing_names(task.arguments.get("databricks_task_key"))}
    for kind, name, place in unknown:
        if place not in keys:
            names = missing_names(name)
            where, remedy = where_from(names[0])
            summary = f"{kind} {as_name(str(name))!r}: its id takes {', '.join(names)}, which is {where}"
            found.add(MISSING_VALUE, _known(place), summary, remedy)
    dag = _known(dag)
    return replace(dag, problems=(*dag.problems, *found))


def _known(value: T) -> T:
    """The same with its ids known; what the author gave stays."""
    made: Any = value
    if isinstance(value, str):
        made = as_name(value)
    elif isinstance(value, Place) or type(value).__module__ == frozen.__name__:
        changed = {each.name: getattr(value, each.name) for each in fields(value)}  # type: ignore[arg-type]
        changed = {name: each if name in _VALUES else _known(each) for name, each in changed.items()}
        made = replace(value, **changed)  # type: ignore[type-var]
    elif isinstance(value, tuple):
        made = tuple(map(_known, value))
    elif isinstance(value, Mapping):
        made = {name: _known(each) for name, each in value.items()}
    return made  # type: ignore[no-any-return]
