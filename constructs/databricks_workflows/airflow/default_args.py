"""default_args as Airflow reads them: every operator takes what it knows, and nobody minds the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics, Place, did_you_mean
from databricks_workflows.resolve.arguments import KNOWN_DEFAULTS
from databricks_workflows.rules import NO_MEANING


def without_others(dag: Dag) -> Dag:
    """The DAG without the default arguments that are those of other operators; they are named once, in an info.

    What is near to an argument of ours and asks for something is no other operator's: it stays, and is an error.
    """
    found = Diagnostics()
    _tell(dag.default_args, f"default_args of DAG {dag.dag_id!r}", dag.place, found)
    for group in (*dag.groups, *([] if dag.own is None else [dag.own])):
        _tell(group.default_args, f"default_args of workflow {group.name!r}", group.place, found)
        for inner in group.groups.values():
            _tell(inner.default_args, f"default_args of task group {inner.name!r}", inner.place, found)
    return replace(
        dag,
        default_args=_ours(dag.default_args),
        groups=tuple(map(_group, dag.groups)),
        own=None if dag.own is None else _group(dag.own),
        problems=(*dag.problems, *found),
    )


def _group(group: FrozenGroup) -> FrozenGroup:
    return replace(
        group,
        default_args=_ours(group.default_args),
        groups={ref: replace(each, default_args=_ours(each.default_args)) for ref, each in group.groups.items()},
        tasks=tuple(replace(task, defaults=tuple(map(_ours, task.defaults))) for task in group.tasks),
    )


def _ours(arguments: Mapping[str, Any]) -> dict[str, Any]:
    others = set(_others(arguments))
    return {name: value for name, value in arguments.items() if name not in others}


def _others(arguments: Mapping[str, Any]) -> Iterable[str]:
    for name, value in arguments.items():
        if name not in KNOWN_DEFAULTS and (value is False or not did_you_mean(name, KNOWN_DEFAULTS)):
            yield name


def _tell(arguments: Mapping[str, Any], who: str, place: Place, found: Diagnostics) -> None:
    others = sorted(_others(arguments))
    if others:
        found.add(
            NO_MEANING,
            place,
            f"{who}: no Databricks operator takes {', '.join(others)}",
            "nothing to do: Airflow gives them to other operators, if to any",
            near=(others[0],),
        )
