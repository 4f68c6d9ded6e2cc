"""Times: the author gives seconds or a timedelta, the API takes whole seconds or milliseconds."""

from __future__ import annotations

from datetime import timedelta
from math import isfinite
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.rules import BAD_DURATION


def seconds(value: Any, name: str, who: str, place: Place, found: Diagnostics) -> Any:
    """Whole seconds; what is no time is handed on for the type check to refuse."""
    if isinstance(value, timedelta):
        exact = value.total_seconds()
    elif isinstance(value, int | float) and not isinstance(value, bool) and not is_unknown(value):
        exact = value
    else:
        return value
    if (isinstance(exact, float) and not isfinite(exact)) or exact < 0 or 0 < exact < 1:
        summary = f"{who}: {name} is {shown(value)}, expected 0 or at least one second"
        found.add(BAD_DURATION, place, summary, "give whole seconds", near=(name,))
        return None
    if exact >= 2**63:
        summary = f"{who}: {name} is {shown(value)}, more seconds than 64 bits hold"
        found.add(BAD_DURATION, place, summary, "give fewer seconds, or 0 for no limit", near=(name,))
        return None
    return int(exact)


def milliseconds(value: Any, name: str, who: str, place: Place, found: Diagnostics) -> Any:
    """Whole milliseconds from seconds or a timedelta."""
    if is_unknown(value):
        summary = f"{who}: {name} is known only to Terraform and can't be turned into milliseconds"
        found.add(BAD_DURATION, place, summary, "give min_retry_interval_millis=", near=(name,))
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            exact = timedelta(seconds=value)
        except (ValueError, OverflowError):  # no number, or one beyond all time
            summary = f"{who}: {name} is {shown(value)}, expected seconds"
            found.add(BAD_DURATION, place, summary, "give seconds", near=(name,))
            return None
    elif isinstance(value, timedelta):
        exact = value
    else:
        return value
    if exact < timedelta(0):
        found.add(BAD_DURATION, place, f"{who}: {name} is {shown(value)}, below zero", "give 0 or more", near=(name,))
        return None
    return exact // timedelta(milliseconds=1)
