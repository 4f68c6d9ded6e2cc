"""Airflow's small values that DAG files use at import: parameters, variables, labels, dates, rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from databricks_workflows.airflow.missing import Missing
from databricks_workflows.authoring import Scope
from databricks_workflows.authoring.joint import Joint


class Param:
    """A DAG's parameter: its default stands for it."""

    def __init__(self, default: Any = None, description: str | None = None, **schema: Any) -> None:
        self.value = default
        self.description = description
        self.schema = schema


class Label(Joint):
    """A label on an edge: it shows in Airflow's picture and says nothing else."""

    def __init__(self, label: str) -> None:
        super().__init__(None, label, {})

    def _scope(self, explicit: Any) -> Scope | None:
        return None


class TriggerRule(StrEnum):
    """Airflow's trigger rules by name."""

    ALL_SUCCESS = "all_success"
    ALL_FAILED = "all_failed"
    ALL_DONE = "all_done"
    ALL_DONE_MIN_ONE_SUCCESS = "all_done_min_one_success"
    ALL_DONE_SETUP_SUCCESS = "all_done_setup_success"
    ONE_SUCCESS = "one_success"
    ONE_FAILED = "one_failed"
    ONE_DONE = "one_done"
    NONE_FAILED = "none_failed"
    NONE_SKIPPED = "none_skipped"
    NONE_FAILED_MIN_ONE_SUCCESS = "none_failed_min_one_success"
    ALL_SKIPPED = "all_skipped"
    ALWAYS = "always"
    # What these were called before.
    DUMMY = "always"
    NONE_FAILED_OR_SKIPPED = "none_failed_min_one_success"


class Variables:
    """Airflow's variables, as far as they were given; any other is recorded as missing.

    Args:
        given: values by name.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given

    def get(self, key: str, default_var: Any = None, default: Any = None, deserialize_json: bool = False) -> Any:
        """``Variable.get``: the value that was given, else the default in the file."""
        if key in self._given:
            value = self._given[key]
            if deserialize_json and isinstance(value, str):
                import json

                return json.loads(value)
            return value
        fallback = default_var if default_var is not None else default
        return Missing(f"Variable {key!r}") if fallback is None else fallback


def days_ago(n: int, **_: Any) -> datetime:
    """Midnight, so many days ago."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=n)


def _pendulum_datetime(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0, tz: Any = "UTC", **_: Any
) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=ZoneInfo(tz) if isinstance(tz, str) else tz)


PENDULUM: Mapping[str, Any] = {
    "DateTime": datetime,
    "UTC": UTC,
    "datetime": _pendulum_datetime,
    "duration": timedelta,
    "timezone": ZoneInfo,
}
"""What DAG files use of pendulum, which comes with Airflow and need not be here: start dates and their zones."""
