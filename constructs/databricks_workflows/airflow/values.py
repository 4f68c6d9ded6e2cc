"""Airflow's small values that DAG files use at import: parameters, variables, labels, dates, rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from databricks_workflows.airflow.asked import Asked
from databricks_workflows.airflow.missing import VARIABLE, Missing
from databricks_workflows.airflow.zones import zone_named
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


class Timetable:
    """A schedule as an object: a cron expression or a timedelta, and the time zone it counts in."""

    def __init__(self, schedule: Any = None, timezone: Any = None, *, cron: Any = None, delta: Any = None, **_: Any):
        self.schedule = next((each for each in (schedule, cron, delta) if each is not None), None)
        self.timezone = None if timezone is None else str(getattr(timezone, "key", timezone))


class Asset:
    """Data that a DAG makes or waits for; joined by ``&`` and ``|``."""

    def __init__(self, name: Any = None, uri: Any = None, **_: Any) -> None:
        self.uri = str(name if uri is None else uri)

    def __repr__(self) -> str:
        return f"Asset({self.uri!r})"

    def __and__(self, other: Any) -> AssetExpression:
        return AssetExpression(f"{self!r} & {other!r}")

    def __or__(self, other: Any) -> AssetExpression:
        return AssetExpression(f"{self!r} | {other!r}")


class AssetExpression(Asset):
    """Several of them, or one of them and a time."""

    def __init__(self, text: str = "", *, assets: Any = None, datasets: Any = None, timetable: Any = None) -> None:
        self._text = text or f"{assets if datasets is None else datasets!r} or {getattr(timetable, 'schedule', None)!r}"

    def __repr__(self) -> str:
        return self._text


class Variables:
    """Airflow's variables, as far as they were given; any other is recorded as missing.

    Args:
        given: values by name.
        asked: gets the names of those whose default was taken.

    Attributes:
        defaulted: the defaults in the file that were taken, by name.
    """

    def __init__(self, given: Mapping[str, Any], asked: Asked) -> None:
        self._given = given
        self._asked = asked
        self.defaulted: dict[str, Any] = {}

    def get(self, key: str, default_var: Any = None, default: Any = None, deserialize_json: bool = False) -> Any:
        """``Variable.get``: the value that was given, else the default in the file."""
        if key in self._given:
            value = self._given[key]
            if deserialize_json and isinstance(value, str):
                import json

                return json.loads(value)
            return value
        fallback = default_var if default_var is not None else default
        if fallback is None:
            return Missing(f"{VARIABLE}{key!r}")
        self.defaulted[key] = fallback
        self._asked.add(key)
        return fallback


def days_ago(n: int, **_: Any) -> datetime:
    """Midnight, so many days ago."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=n)


class Moment(datetime):
    """A moment with the few methods of pendulum's that start dates use."""

    def add(self, **amount: float) -> datetime:
        """So much later."""
        return self + timedelta(**amount)

    def subtract(self, **amount: float) -> datetime:
        """So much earlier."""
        return self - timedelta(**amount)


def _moment(when: datetime, tz: Any = None) -> Moment:
    return Moment.fromtimestamp(when.timestamp(), zone_named(tz) or when.tzinfo or UTC)


def _pendulum_datetime(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0, tz: Any = "UTC", **_: Any
) -> datetime:
    return Moment(year, month, day, hour, minute, second, tzinfo=zone_named(tz))


def _pendulum_parse(text: str, tz: Any = "UTC", **_: Any) -> datetime:
    made = datetime.fromisoformat(text)
    return made if made.tzinfo else made.replace(tzinfo=zone_named(tz))


def _midnight(days: int) -> Any:
    def midnight(tz: Any = "UTC") -> datetime:
        today = datetime.now(zone_named(tz)).replace(hour=0, minute=0, second=0, microsecond=0)
        return _moment(today + timedelta(days=days))

    return midnight


PENDULUM: Mapping[str, Any] = {
    "DateTime": datetime,
    "UTC": UTC,
    "utcnow": lambda: _moment(datetime.now(UTC)),
    "utc": UTC,
    "datetime": _pendulum_datetime,
    "duration": timedelta,
    "instance": _moment,
    "now": lambda tz="UTC": _moment(datetime.now(zone_named(tz))),
    "parse": _pendulum_parse,
    "timezone": zone_named,
    "today": _midnight(0),
    "tomorrow": _midnight(1),
    "yesterday": _midnight(-1),
}
"""What DAG files use of pendulum, which comes with Airflow and need not be here: start dates and their zones."""
