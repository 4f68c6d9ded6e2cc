"""What the author wrote, frozen: the input of all that follows. Plain values, picklable, every node with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.diagnostics import Diagnostic, Origin, Place, Rule, Suppression


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object of the author's that is no plain data, such as a function: only its name is kept."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Source:
    """Whose some defaults are, for messages, and where they were written."""

    who: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenTask:
    """A task as it was written.

    Args:
        ref: its number in the workflow, what edges name.
        kind: ``task``, ``notebook``, or ``workflow`` for the step of a DAG that runs a whole workflow.
        name: its id without groups.
        path: the ids of the inner groups that prefix it, then its own.
        full_id: its id as Airflow has it, with the workflow's and all outer groups, joined by dots.
        arguments: what was given, by argument name.
        defaults: what applies where neither the arguments nor task_config say anything, nearest first.
        sources: whose each of the defaults is.
        settings: fields set afterwards, by dotted path in the Jobs API's words.
        in_groups: the inner groups (by ref) it stands in, outermost first.
        incomplete: whether something that was given is not known, so that what is missing is not told as forgotten.
    """

    ref: int
    kind: str
    name: str
    path: tuple[str, ...]
    full_id: str
    place: Place
    arguments: Mapping[str, Any]
    defaults: tuple[Mapping[str, Any], ...]
    sources: tuple[Source, ...]
    settings: Mapping[str, Any]
    in_groups: tuple[int, ...]
    incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenInner:
    """A plain group inside a workflow or a DAG.

    Args:
        name: its id.
        arguments: what was given, by argument name.
        default_args: arguments for every task in it.
        prefix_group_id: whether its id stands in the keys of its tasks.
        tasks: the refs of the tasks in it, all the way down.
        in_groups: the groups (by ref) around it, outermost first.
    """

    name: str
    place: Place
    arguments: Mapping[str, Any]
    default_args: Mapping[str, Any]
    prefix_group_id: bool
    tasks: tuple[int, ...]
    in_groups: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenEdge:
    """A dependency as it was written; its ends are refs of tasks or of inner groups.

    ``rule`` is the trigger rule of what stood between the two and became nothing; None where it said nothing.
    """

    upstream: int
    downstream: int
    outcome: str | None
    origin: Origin | None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSensor:
    """A sensor after a workflow."""

    name: str
    place: Place
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenMail:
    """A mail that is sent once what stands before it has ended.

    Args:
        what: the operator, for messages.
        to: whom it is sent to.
        rule: the trigger rule that says when.
        after: what it comes after: a workflow's path in the DAG, and the ref of a task in it or None for the whole; an
            empty path is the DAG's own job.
        failing: the same of what may have failed when it tells of a failure: all that had to end before it.
        at_the_end: whether all that the DAG does has ended by then.
    """

    place: Place
    what: str
    to: tuple[str, ...]
    rule: str
    after: tuple[tuple[tuple[str, ...], int | None], ...]
    failing: tuple[tuple[tuple[str, ...], int | None], ...]
    at_the_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem found while freezing, told with everything else."""

    rule: Rule
    place: Place
    summary: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenGroup:
    """A workflow as it was written.

    Args:
        name: its id.
        path: the ids of the groups around it that prefix it, then its own.
        arguments: what was given, by argument name.
        default_args: arguments for every task in it.
        tags: tags set afterwards, laid over those of the arguments.
        runs: whether a run of the DAG runs it.
        tasks: its tasks, those of inner groups too, in the order of writing.
        groups: the inner groups by ref.
        edges: the dependencies between tasks and inner groups.
        sensors: the sensors after it.
    """

    name: str
    path: tuple[str, ...]
    place: Place
    arguments: Mapping[str, Any]
    default_args: Mapping[str, Any]
    tags: Mapping[str, str]
    runs: bool
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
        default_args: arguments for every task in it.
        groups: its workflows, in the order of writing.
        own: what the DAG itself does: its workflows as steps, the tasks outside of them and their order; None for a
            lone group.
        own_job_wanted: whether somebody asks for a job of its own.
        mails: the mails that it sends.
        found: problems found while freezing.
        problems: what was found when the file was read.
        lost: what a declared job can't have.
        waiting_for_nothing: sensors that come after no workflow.
        suppressions: what its constructs say not to count.
    """

    dag_id: str | None
    place: Place
    arguments: Mapping[str, Any]
    default_args: Mapping[str, Any]
    groups: tuple[FrozenGroup, ...]
    own: FrozenGroup | None
    own_job_wanted: bool
    mails: tuple[FrozenMail, ...]
    found: tuple[Finding, ...]
    lost: tuple[FrozenLost, ...]
    problems: tuple[Diagnostic, ...] = ()
    waiting_for_nothing: tuple[Place, ...]
    suppressions: tuple[Suppression, ...]
