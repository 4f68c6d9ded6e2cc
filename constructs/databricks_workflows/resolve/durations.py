"""Times: the author gives seconds or a timedelta, the API takes whole seconds or milliseconds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.rules import BAD_DURATION


def seconds(value: Any, name: str, who: str, place: Place, found: Diagnostics) -> Any:
    """Whole seconds; what is no time is handed on for the type check to refuse."""
    if not isinstance(value, timedelta):
        return value
    whole = int(value.total_seconds())
    if whole < 1 and value.total_seconds() != 0:
        found.add(BAD_DURATION, place, f"{who}: {name} is {value!r}, below one second", "give at least one second")
        return None
    return whole


def milliseconds(value: Any, name: str, who: str, place: Place, found: Diagnostics) -> Any:
    """Whole milliseconds from seconds or a timedelta."""
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if value < 0:
        found.add(BAD_DURATION, place, f"{who}: {name} is {value!r}, below zero", "give 0 or more")
        return None
    return int(value * 1000)
