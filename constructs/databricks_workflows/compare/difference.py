"""What differs between two outputs, as data. Everything in it may be shown: credentials are taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from databricks_workflows.diagnostics import Diagnostic


class Kind(StrEnum):
    """What happened to something."""

    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that differs. A list says what was taken from it and put into it, never the whole.

    Args:
        at: where the field stands.
        before: its former value; None where it was not set. Both values are lists where only their order differs.
        after: its value; None where it is not set any more.
        removed: what a list lost.
        added: what a list gained.
    """

    at: tuple[str | int, ...]
    before: Any = None
    after: Any = None
    removed: tuple[Any, ...] = ()
    added: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """What a task waits for, as labels: a task_key, and the outcome where only one counts."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A part of a job or of a stack that differs, known by its name: a task, a parameter, a variable.

    Args:
        kind: what happened to it.
        what: what it is, such as ``task``.
        name: its name; empty for the job itself.
        former: the name it had, where it was renamed.
        same_work: of something renamed: whether nothing else changed about what it does.
        edges: what a task waits for, where that changed, and of one added.
        changes: its fields that differ.
        content: the fields of something added or removed.
    """

    kind: Kind
    what: str
    name: str
    former: str | None = None
    same_work: bool = False
    edges: Edges | None = None
    changes: tuple[Change, ...] = ()
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDifference:
    """A job that differs.

    Args:
        kind: ``MOVED`` is another address by a ``moved`` block; without one a job is removed and another added.
        name: the job's name.
        address: its name in Terraform.
        former_address: the address it had, where it moved.
        counterpart: of one removed or added: the address of the job that it is, in all likelihood, in the other output.
        tasks: how many tasks it has, or had.
        items: what differs in it.
        notes: what an update of this job can't send.
    """

    kind: Kind
    name: str
    address: str
    former_address: str | None = None
    counterpart: str | None = None
    tasks: int
    items: tuple[Item, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StackDifference:
    """A stack that differs.

    Args:
        kind: what happened to it; renamed where another name keeps the state.
        name: its name.
        former: the name it had.
        jobs: the jobs that differ.
        items: what else differs: variables, outputs, providers, other resources.
    """

    kind: Kind
    name: str
    former: str | None = None
    jobs: tuple[JobDifference, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two outputs.

    Args:
        stacks: the stacks that differ, by name.
        total: how many stacks there are in both together.
    """

    stacks: tuple[StackDifference, ...]
    total: int

    def __bool__(self) -> bool:
        return bool(self.stacks)

    @property
    def to_deploy(self) -> tuple[str, ...]:
        """The names of the stacks that a deployment has to look at."""
        return tuple(stack.name for stack in self.stacks if stack.kind is not Kind.REMOVED)

    @property
    def gone(self) -> tuple[str, ...]:
        """The names of the stacks that are there no more."""
        return tuple(stack.name for stack in self.stacks if stack.kind is Kind.REMOVED)
