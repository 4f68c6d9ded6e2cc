"""Where a file decides by a value that is not known: a loop over it, a comparison, a condition.

What such a file makes can't be known, so each is an error at its line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from databricks_workflows.diagnostics import Origin
from databricks_workflows.origin import caller, shown_path


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a file decided by, by the line and the value.

    Args:
        folders: only decisions of files in these are the author's.
        made: what is done with the value, by line and name of the value.
    """

    folders: Sequence[Path]
    made: dict[tuple[Origin, str], str] = field(default_factory=dict)


_CURRENT: ContextVar[Decisions | None] = ContextVar("decisions", default=None)


@contextmanager
def noted(decisions: Decisions) -> Iterator[None]:
    """Note decisions while a file is read."""
    token = _CURRENT.set(decisions)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def decide(name: str, what: str) -> None:
    """Note that the caller of the method that calls this decides by a value.

    Args:
        name: the value's name.
        what: what is done with it.
    """
    decisions = _CURRENT.get()
    code = sys._getframe(2)
    file = code.f_code.co_filename
    if decisions is not None and any(Path(file).is_relative_to(folder) for folder in decisions.folders):
        decisions.made.setdefault((Origin(shown_path(file), code.f_lineno), name), what)


def decide_order(name: str) -> None:
    """Note that the author's line gives a value a place in the order of tasks."""
    decisions, origin = _CURRENT.get(), caller()
    if decisions is not None and origin is not None:
        decisions.made.setdefault((origin, name), "orders tasks by")
