"""What the author wrote, frozen: the input of all that follows. Plain values, picklable, every node with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.diagnostics import Diagnostic, Origin, Place


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object of the author's that is no plain data, such as a function: only its name is kept."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenTask:
    """A task as it was written.

    Args:
        ref: its number in the workflow, what edges name.
        kind: ``task`` or ``notebook``.
        name: its id without groups.
        path: the ids of the inner groups that prefix it, then its own.
        full_id: its id as Airflow has it, with the workflow's and all outer groups, joined by dots.
        arguments: what was given, by argument name.
        defaults: what applies where neither the arguments nor task_config say anything, nearest first.
        settings: fields set afterwards, by dotted path in the Jobs API's words.
        in_groups: the inner groups (by ref) it stands in, outermost first.
    """

    ref: int
    kind: str
    name: str
    path: tuple[str, ...]
    full_id: str
    place: Place
    arguments: Mapping[str, Any]
    defaults: tuple[Mapping[str, Any], ...]
    settings: Mapping[str, Any]
    in_groups: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenInner:
    """A plain group inside a workflow: the refs of the tasks in it, all the way down."""

    name: str
    place: Place
    arguments: Mapping[str, Any]
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenEdge:
    """A dependency as it was written; its ends are refs of tasks or of inner groups."""

    upstream: int
    downstream: int
    outcome: str | None
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSensor:
    """A sensor after a workflow."""

    name: str
    place: Place
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplacement:
    """Something that stands where it can't: found while freezing, told with everything else."""

    place: Place
    summary: str
    remedy: str
    edge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenGroup:
    """A workflow as it was written.

    Args:
        name: its id.
        path: the ids of the groups around it that prefix it, then its own.
        arguments: what was given, by argument name.
        tags: tags set afterwards, laid over those of the arguments.
        tasks: its tasks, those of inner groups too, in the order of writing.
        groups: the inner groups by ref.
        edges: the dependencies between tasks and inner groups.
        sensors: the sensors after it.
    """

    name: str
    path: tuple[str, ...]
    place: Place
    arguments: Mapping[str, Any]
    tags: Mapping[str, str]
    tasks: tuple[FrozenTask, ...]
    groups: Mapping[int, FrozenInner]
    edges: tuple[FrozenEdge, ...]
    sensors: tuple[FrozenSensor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenLost:
    """Something that a declared job can't have, and what to write instead."""

    place: Place
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dag:
    """One to many workflows that were written together; a lone group is a Dag of one, without an id.

    Args:
        dag_id: its id, None for a lone group.
        arguments: what was given, by argument name.
        groups: its workflows, in the order of writing.
        misplaced: what can't stand where it stands.
        problems: what was found when the file was read.
        lost: what a declared job can't have.
        waiting_for_nothing: sensors that come after no workflow.
        suppressions: codes not to report, by construct path.
    """

    dag_id: str | None
    place: Place
    arguments: Mapping[str, Any]
    groups: tuple[FrozenGroup, ...]
    misplaced: tuple[Misplacement, ...]
    lost: tuple[FrozenLost, ...]
    problems: tuple[Diagnostic, ...] = ()
    waiting_for_nothing: tuple[Place, ...]
    suppressions: Mapping[str, frozenset[str]]
