"""A DAG's schedule as a job's (M11): cron, preset or timedelta becomes quartz cron, a periodic trigger or continuous.

See https://docs.databricks.com/api/workspace/jobs/create (schedule, trigger, continuous) and
https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cronsim import CronSim, CronSimError

from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.time_zones import EXPECTED, is_zone, meant
from databricks_workflows.resolve.two_values import Said, tell_two_values
from databricks_workflows.rules import NO_SCHEDULE, SCHEDULE_DIFFERS, SCHEDULE_REPLACED, WRONG_TYPE
from databricks_workflows.rules.jobs import UNKNOWN_TIME_ZONE

PRESETS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@quarterly": "0 0 1 */3 *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
ARGUMENTS = ("schedule", "schedule_interval", "timetable")

# What the provider takes as the unit of a periodic trigger, largest first.
_UNITS = ((timedelta(weeks=1), "WEEKS"), (timedelta(days=1), "DAYS"), (timedelta(hours=1), "HOURS"))
# Parts of an hour, which cron can say and a periodic trigger can't.
_MINUTES = [timedelta(minutes=minutes) for minutes in range(1, 60) if 60 % minutes == 0]
_DAYS = {name: str(number) for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
_STARTED = ("schedule", "trigger", "continuous")


def is_scheduled(dag: Dag) -> bool:
    """True for a DAG that runs by itself."""
    return _schedule(dag) not in (None, "@once")


def add_schedule(dag: Dag, fields: Mapping[str, Any], found: Diagnostics) -> dict[str, Any]:
    """Give the DAG's schedule to the job that stands for it; the author's own in extra_job_params stands."""
    schedule = _schedule(dag)
    said = [(name, dag.arguments[name]) for name in ARGUMENTS if name in dag.arguments]
    means = [Said(name, value, PRESETS.get(value, value) if isinstance(value, str) else value) for name, value in said]
    tell_two_values(means, f"DAG {dag.dag_id!r}", dag.place, found)
    if not is_scheduled(dag):
        return dict(fields)
    paused = dag.arguments.get("is_paused_upon_creation", False)
    if not isinstance(paused, bool):
        summary = f"DAG {dag.dag_id!r}: is_paused_upon_creation is {shown(paused)}, expected True or False"
        found.add(WRONG_TYPE, dag.place, summary, "give True or False", near=("is_paused_upon_creation",))
    timezone = _timezone(dag, found)
    own = {name: fields[name] for name in _STARTED if name in fields}
    if own:
        _tell_what_own_replaces(dag, own, timezone, paused is True, found)
        return dict(fields)
    _tell_of_its_ends(dag, found)
    try:
        return {**fields, **_started(schedule, timezone, "PAUSED" if paused is True else "UNPAUSED")}
    except Mistyped as error:
        _refuse(dag, schedule, str(error), "write five fields as in '30 6 * * 1-5', a preset or a timedelta", found)
    except ValueError as error:
        _refuse(dag, schedule, str(error), _other_way(schedule), found)
    return dict(fields)


def _tell_what_own_replaces(dag: Dag, own: Mapping[str, Any], timezone: str, paused: bool, found: Diagnostics) -> None:
    """What the DAG says of its schedule, where the job's own says something else.

    A schedule that can't be the job's is no loss: to write the job's own is what its message asks for.
    """
    try:
        lost = _started(_schedule(dag), timezone, "PAUSED" if paused else "UNPAUSED")
    except ValueError:
        lost = dict(own)
    names = " and ".join(own)
    if _times(lost) != _times(own):
        found.add(
            SCHEDULE_REPLACED,
            dag.place,
            f"DAG {dag.dag_id!r}: the schedule {shown(_schedule(dag))} does not count, extra_job_params has {names}",
            f"take it from the DAG, or {names} from extra_job_params",
            near=ARGUMENTS[:1],
        )
    elif paused and not any(isinstance(each, Mapping) and "pause_status" in each for each in own.values()):
        found.add(
            SCHEDULE_REPLACED,
            dag.place,
            f"DAG {dag.dag_id!r}: is_paused_upon_creation does not count for the {names} of extra_job_params",
            "write 'pause_status': 'PAUSED' there",
            near=("is_paused_upon_creation",),
        )


def _times(started: Mapping[str, Any]) -> dict[str, Any]:
    """When it fires, without whether it does."""
    return {
        kind: {name: value for name, value in fields.items() if name != "pause_status"}
        if isinstance(fields, Mapping)
        else fields
        for kind, fields in started.items()
    }


def _schedule(dag: Dag) -> Any:
    return next((dag.arguments[name] for name in ARGUMENTS if name in dag.arguments), None)


class Mistyped(ValueError):
    """What is written is no schedule at all."""


def to_quartz(cron: str) -> str:
    """A cron expression of five fields as quartz's of six: seconds first, Sunday is 1, one of the two days a ``?``.

    Raises:
        ValueError: it is no cron expression, or says what quartz can't.

    Example:
        >>> to_quartz("30 6 * * 1-5")
        '0 30 6 ? * 2-6'
    """
    if cron.startswith("@"):
        raise Mistyped("there is no such preset; " + (did_you_mean(cron, PRESETS) or f"there are {', '.join(PRESETS)}"))
    if len(cron.split()) != 5:
        raise Mistyped("a cron expression has five fields")
    try:
        CronSim(cron, datetime(2024, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise Mistyped(f"it is no cron expression: {error}") from None
    minute, hour, day, month, weekday = cron.upper().split()
    if day != "*" and weekday != "*":
        raise ValueError("cron fires on either of its two days, quartz knows only one of them")
    if re.search(r"[#LW?]", day) or re.search(r"#|L$", weekday):
        raise ValueError("L, W and # are not translated")
    return f"0 {minute} {hour} {day if weekday == '*' else '?'} {month} {'?' if weekday == '*' else _weekdays(weekday)}"


def _weekdays(field: str) -> str:
    """Cron counts Sunday as 0 or 7, quartz as 1; steps are written out, since they count from another day."""
    if "/" in field:
        term, _, step = field.partition("/")
        first, _, last = ("0-6" if term == "*" else term).partition("-")
        numbers = range(_number(first), _number(last or "6") + 1, int(step))
        return ",".join(str(number % 7 + 1) for number in numbers)

    def shifted(match: re.Match[str]) -> str:
        return _DAYS.get(match[0]) or str(int(match[0]) % 7 + 1)

    if field.endswith("-7"):
        # A range up to Sunday ends before it begins for quartz.
        return ",".join(str(number % 7 + 1) for number in range(_number(field[:-2]), 8))
    return re.sub(r"[A-Z]+|\d+", shifted, field)


def _number(name: str) -> int:
    return int(_DAYS[name]) - 1 if name in _DAYS else int(name)


def _started(schedule: Any, timezone: str, paused: str) -> dict[str, Any]:
    if schedule == "@continuous":
        return {"continuous": {"pause_status": paused}}
    if isinstance(schedule, timedelta):
        for unit, name in _UNITS:
            if schedule >= unit and schedule % unit == timedelta(0):
                return {"trigger": {"periodic": {"interval": schedule // unit, "unit": name}, "pause_status": paused}}
        raise ValueError("a periodic trigger counts whole hours, days or weeks")
    if not isinstance(schedule, str):
        raise ValueError(
            "it is no cron expression, preset or timedelta; what others write starts a job by a trigger on "
            "a table or on the arrival of files"
        )
    quartz = to_quartz(PRESETS.get(schedule, schedule))
    return {"schedule": {"quartz_cron_expression": quartz, "timezone_id": timezone, "pause_status": paused}}


def _timezone(dag: Dag, found: Diagnostics) -> str:
    """Its own, else that of its start date, also the one in default_args; Airflow's own default is UTC."""
    start = dag.arguments.get("start_date", dag.default_args.get("start_date"))
    of_start = str(getattr(getattr(start, "tzinfo", None), "key", "UTC"))
    given = dag.arguments.get("timezone", of_start)
    zone = getattr(given, "key", given)
    if isinstance(zone, str) and is_zone(zone):
        return zone
    summary = f"DAG {dag.dag_id!r}: timezone is {shown(zone)}, {EXPECTED}"
    found.add(UNKNOWN_TIME_ZONE, dag.place, summary, meant(str(zone)), near=("timezone", str(zone)))
    return "UTC"


def _tell_of_its_ends(dag: Dag, found: Diagnostics) -> None:
    """A schedule begins when the job is there, and goes on until it is paused."""
    arguments, who = dag.arguments, f"DAG {dag.dag_id!r}"
    if arguments.get("catchup") is True:
        summary = f"{who}: catchup: a job starts no runs for the time before it was deployed"
        found.add(SCHEDULE_DIFFERS, dag.place, summary, "backfill the job where they are needed", near=("catchup",))
    end = arguments.get("end_date", dag.default_args.get("end_date"))
    if end is not None:
        summary = f"{who}: the schedule goes on after its end_date, {end}"
        found.add(
            SCHEDULE_DIFFERS, dag.place, summary, "pause the job by then: is_paused_upon_creation", near=("end_date",)
        )


def _other_way(schedule: Any) -> str:
    """How to write what no schedule of Airflow's can become by itself."""
    if schedule in _MINUTES:
        return f"write it as a cron expression: '*/{schedule // timedelta(minutes=1)} * * * *'"
    address = re.search(r"\b(?:s3|abfss|gs)://[^'\"\s]+|/Volumes/[^'\"\s]+", repr(schedule))
    file_arrival = f"{{'file_arrival': {{'url': '{address[0].rstrip('/')}/'}}}}" if address else "..."
    return (
        "schedule the job itself: extra_job_params={'schedule': {'quartz_cron_expression': ..., 'timezone_id': ...}} "
        f"or {{'trigger': {file_arrival}}}"
    )


def _refuse(dag: Dag, schedule: Any, why: str, remedy: str, found: Diagnostics) -> None:
    found.add(
        NO_SCHEDULE,
        dag.place,
        f"DAG {dag.dag_id!r}: the schedule {shown(schedule)} can't be the job's: {why}",
        remedy,
        near=ARGUMENTS[:1],
    )
