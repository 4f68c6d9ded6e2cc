"""Runs of a job for days in the past: which days, which are done, what is next.

Nothing is kept on this machine. What has run is read from the job's own runs, and a run is started with a token of job,
day and parameters: two backfills at once, or one that is asked again, do not run a day twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Protocol

from databricks_workflows.runs.errors import Misused
from databricks_workflows.runs.snapshot import Run
from databricks_workflows.runs.states import State
from databricks_workflows.runs.watch import Clock, sleep

DATE_PARAMETER: Final = "run_date"
"""The job parameter that ``{{ ds }}`` becomes."""

_MOST: Final = 3660


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a backfill.

    Args:
        day: the day.
        run: its newest run; None where it has none.
    """

    day: date
    run: Run | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: it has run and succeeded."""
        return self.run is not None and self.run.state is State.SUCCEEDED

    @property
    def going(self) -> bool:
        """Whether a run of it is active."""
        return self.run is not None and not self.run.state.ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """What is to be run.

    Args:
        job_id: the job.
        name: the job parameter that is the day.
        parameters: its other parameters, as every day gets them.
        days: the days as they are.
        known: the ids of the job's runs so far.
    """

    job_id: int
    days: tuple[Day, ...]
    name: str = DATE_PARAMETER
    parameters: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[int] = frozenset()


class Source(Protocol):
    """Where runs are started and looked at."""

    def start(
        self, job_id: int, parameters: Mapping[str, str], only: Sequence[str] = (), token: str | None = None
    ) -> int:
        """Start a run; returns its id."""

    def run(self, run_id: int) -> Run:
        """A run with all its tasks."""


def days_between(text: str) -> list[date]:
    """``2024-01-01..2024-01-31``: every day from the first to the last; one date is one day.

    Raises:
        Misused: it is no such range.

    Example:
        >>> [str(day) for day in days_between("2024-02-28..2024-03-01")]
        ['2024-02-28', '2024-02-29', '2024-03-01']
    """
    first_text, dots, last_text = text.partition("..")
    first = _day(first_text)
    last = _day(last_text) if dots else first
    if last < first:
        raise Misused(f"--backfill {text}: {last} is before {first}: give the earlier day first")
    if (last - first).days >= _MOST:
        raise Misused(f"--backfill {text}: these are more than {_MOST} days: give it in parts")
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Misused(f"--backfill: {text!r} is no date: write it as 2024-01-01..2024-01-31") from None


def planned(
    job_id: int, dates: Sequence[date], runs: Iterable[Run], name: str, parameters: Mapping[str, str]
) -> Backfill:
    """What has become of each day so far: its newest run with these parameters.

    Args:
        job_id: the job.
        dates: the days.
        runs: the job's runs, the newest first.
        name: the job parameter that is the day.
        parameters: the other parameters; a run with others is none of this backfill.
    """
    seen = list(runs)
    newest: dict[str, Run] = {}
    for run in seen:
        given = dict(run.parameters)
        if name in given and all(given.get(each) == value for each, value in parameters.items()):
            newest.setdefault(given[name], run)
    return Backfill(
        job_id=job_id,
        days=tuple(Day(day, newest.get(day.isoformat())) for day in dates),
        name=name,
        parameters=parameters,
        known=frozenset(run.run_id for run in seen),
    )


def token(backfill: Backfill, day: Day) -> str:
    """The idempotency token of a day's next run: the same until that run has ended; at most 64 characters.

    Example:
        >>> token(Backfill(job_id=620513460007919, days=()), Day(date(2024, 1, 1)))
        '620513460007919-2024-01-01-de31fda4cff689b5'
    """
    before = day.run.run_id if day.run else 0
    content = json.dumps([before, backfill.name, sorted(backfill.parameters.items())])
    return f"{backfill.job_id}-{day.day}-{hashlib.sha256(content.encode()).hexdigest()[:16]}"


def run_days(
    source: Source,
    backfill: Backfill,
    clock: Clock,
    *,
    parallel: int,
    longest: float,
    timeout: float | None = None,
) -> Iterator[Day]:
    """Run the days that are left, in their order; a day is given each time something new is known of its run.

    Args:
        source: the workspace.
        backfill: the days; runs that are active are waited for, those that failed are run again.
        clock: what to wait by.
        parallel: how many runs may be active at once.
        longest: seconds between two looks at most.
        timeout: seconds after which to give up; None: never.

    Raises:
        GaveUp: they have not ended in time; no run is stopped.
    """
    began = clock.time()
    left = [day for day in backfill.days if not day.done and not day.going]
    active = [day for day in backfill.days if day.going]
    while left or active:
        while left and len(active) < parallel:
            day = _started(source, backfill, left.pop(0))
            yield day
            active += [day] if day.going else []
        if not active:
            continue
        sleep(clock, began, longest, timeout)
        seen = [(day, Day(day.day, source.run(day.run.run_id))) for day in active if day.run]
        active = [after for _, after in seen if after.going]
        yield from (after for before, after in seen if _state(before) != _state(after))


def _started(source: Source, backfill: Backfill, day: Day) -> Day:
    """The day with a new run, or with the one that goes on already."""
    given = {**backfill.parameters, backfill.name: day.day.isoformat()}
    run = source.run(source.start(backfill.job_id, given, token=token(backfill, day)))
    started = Day(day.day, run)
    before = day.run.run_id if day.run else 0
    if run.run_id in backfill.known and run.run_id != before and not (started.going or started.done):
        # a run that never began does not say which day it was for
        return _started(source, backfill, started)
    return started


def _state(day: Day) -> tuple[State, str] | None:
    return (day.run.state, day.run.reason) if day.run else None


def exit_code(days: Iterable[Day]) -> int:
    """The gravest end of all: failed before timed out, canceled and skipped.

    Example:
        >>> exit_code([Day(date(2024, 1, 1))])
        0
    """
    codes = {day.run.state.exit_code for day in days if day.run}
    return next((code for code in (1, 4, 3, 5) if code in codes), 0)
