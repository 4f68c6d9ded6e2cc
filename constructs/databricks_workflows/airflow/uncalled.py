"""Functions under ``@dag`` that nobody calls: in Airflow too there is no DAG of them, and nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from databricks_workflows.diagnostics import Origin
from databricks_workflows.origin import caller

_UNCALLED: ContextVar[dict[Origin, str] | None] = ContextVar("uncalled", default=None)


@contextmanager
def uncalled_noted(uncalled: dict[Origin, str]) -> Iterator[None]:
    """Note the functions under ``@dag`` while a file is read.

    Args:
        uncalled: has, when all is read, those that nobody called, by the line of their decorator.
    """
    token = _UNCALLED.set(uncalled)
    try:
        yield
    finally:
        _UNCALLED.reset(token)


def note_written(name: str) -> Origin | None:
    """Note that the author's line makes a function of this name one that makes a DAG."""
    uncalled, origin = _UNCALLED.get(), caller()
    if uncalled is not None and origin is not None:
        uncalled[origin] = name
    return origin


def note_called(written: Origin | None) -> None:
    """Note that a function is called, by the line that it was written in."""
    uncalled = _UNCALLED.get()
    if uncalled is not None and written is not None:
        uncalled.pop(written, None)
