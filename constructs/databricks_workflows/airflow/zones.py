"""Time zones by name, as DAG files ask pendulum for them.

One that does not exist is told at its line; UTC stands in for it, so that the rest of the file can be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.origin import caller
from databricks_workflows.resolve.time_zones import EXPECTED, is_zone, meant
from databricks_workflows.rules.jobs import UNKNOWN_TIME_ZONE

_FOUND: ContextVar[Diagnostics | None] = ContextVar("zones", default=None)


@contextmanager
def zones_told(found: Diagnostics) -> Iterator[None]:
    """Collect zones that do not exist while a file is read."""
    token = _FOUND.set(found)
    try:
        yield
    finally:
        _FOUND.reset(token)


def zone_named(name: Any) -> tzinfo | None:
    """The time zone of a name; a time zone itself, and None, as they are."""
    if not isinstance(name, str):
        return name  # type: ignore[no-any-return]
    found = _FOUND.get()
    if found is None or is_zone(name):
        return ZoneInfo(name)
    summary = f"the time zone is {shown(name)}, {EXPECTED}"
    found.add(UNKNOWN_TIME_ZONE, Place("", caller()), summary, meant(name), near=(name,))
    return UTC
