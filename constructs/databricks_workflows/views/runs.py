"""Runs as text: one line a change, how a run ended, tables of runs and of the days of a backfill.

Colours carry nothing alone, and nothing here needs a terminal; ``views.live`` is the block that is redrawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from databricks_workflows.runs.backfill import Day, exit_code
from databricks_workflows.runs.events import Event, TaskError
from databricks_workflows.runs.snapshot import Run, TaskRun, waiting_for
from databricks_workflows.runs.states import State
from databricks_workflows.views.problems import counted, printable

PROGRAM: Final = "databricks-workflows"
_TRACE: Final = 5
_SAYS_THE_STATE: Final = ("FAILED", "TIMEDOUT", "CANCELED", "USER_CANCELED", "SKIPPED", "EXCLUDED")


def took(seconds: float) -> str:
    """``0:38``, ``12:05``, ``1:02:03``.

    Example:
        >>> [took(seconds) for seconds in (38.2, 725, 3723)]
        ['0:38', '12:05', '1:02:03']
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def line_of(event: Event, now: float) -> str:
    """A change as a line of a log, the time since the run began before it."""
    run, task = event.run, event.task
    if run is None:
        return ""
    if task is None:
        return printable(f"{run.name}  run {run.run_id}: {_why(run.state, run.reason, run.message)}")
    parts = [took(task.seconds(now))] if task.state.ended and task.started else []
    parts += [note] if (note := attempt_of(task)) else []
    told = f" ({', '.join(parts)})" if parts else ""
    return printable(f"{took(run.seconds(now)):>7}  {task.key}: {_why(task.state, task.reason, task.message)}{told}")


def _why(state: State, reason: str, message: str) -> str:
    if state is State.SUCCEEDED:
        return "succeeded, with failures" if reason == "SUCCESS_WITH_FAILURES" else "succeeded"
    words = (reason, message) if state.ended else (message or reason,)
    told = [part for part in words if part and part not in _SAYS_THE_STATE]
    return f"{state}: {': '.join(told)}" if told else str(state)


def attempt_of(task: TaskRun) -> str:
    """``attempt 2 of 3``; empty for a first one."""
    if task.attempt <= 1:
        return ""
    return f"attempt {task.attempt}" + (
        f" of {task.attempts}" if task.attempts and task.attempt <= task.attempts else ""
    )


def note_of(task: TaskRun, tasks: Sequence[TaskRun]) -> str:
    """What else there is to say of a task in its row."""
    if task.state is State.WAITING and (keys := waiting_for(task, tasks)):
        return f"for {', '.join(keys)}"
    told = [] if task.state is State.SUCCEEDED else [part for part in (task.reason, task.message) if part]
    return printable("  ".join(filter(None, [attempt_of(task), ": ".join(told)])))


def ending(run: Run, errors: Iterable[TaskError], now: float) -> list[str]:
    """How a run ended: the tasks to blame with their errors, and where to look and what to do."""
    blamed = list(errors)
    left = len(run.consequences)
    how = _why(run.state, run.reason, run.message if not blamed else "")
    after = f" after {took(run.seconds(now))}" if run.started else ""
    lines = [f"{how.partition(':')[0]}{after}{_blame(run, how)}"]
    if left:
        lines[0] += f" ({counted(left, 'task')} not run because of it)"
    for each in blamed:
        lines += [f"  {each.task.key}: {each.error}"]
        lines += [f"    {line}" for line in each.trace.splitlines()[-_TRACE:] if line.strip()]
        lines += [f"    {each.url}"]
    more = len(run.culprits) - len(blamed)
    if blamed and more > 0:
        lines.append(f"  and {more} more")
    again = f"     {PROGRAM} repair {run.run_id}" if run.culprits and run.state is not State.SUCCEEDED else ""
    lines.append(f"  {run.url}{again}")
    return [printable(line) for line in lines]


def _blame(run: Run, how: str) -> str:
    by_state: dict[State, list[str]] = {}
    for task in run.culprits:
        by_state.setdefault(task.state, []).append(task.key)
    if run.state in (State.FAILED, State.TIMED_OUT) and by_state:
        return f": {'; '.join(f'{_few(keys)} {state}' for state, keys in by_state.items())}"
    _, colon, why = how.partition(":")
    return f"{colon}{why}"


def _few(keys: Sequence[str]) -> str:
    return f"{', '.join(keys[:3])} and {len(keys) - 3} more" if len(keys) > 3 else ", ".join(keys)


def comes_back(run_id: int) -> str:
    """What to type to see a run again."""
    return f"{PROGRAM} watch {run_id}"


def run_as_dict(run: Run, now: float) -> dict[str, Any]:
    """The form that ``--json`` prints."""
    return {
        "run_id": run.run_id,
        "job_id": run.job_id,
        "job": run.name,
        "state": run.state.value.replace(" ", "_"),
        "reason": run.reason or None,
        "started": _iso(run.started),
        "ended": _iso(run.ended),
        "seconds": round(run.seconds(now), 3),
        "parameters": dict(run.parameters),
        "url": run.url,
    }


def table_of_runs(runs: Sequence[Run], now: float) -> list[str]:
    """Runs, one a line, under a line of headings."""
    rows = [("run", "job", "state", "started (UTC)", "took", "parameters")]
    for run in runs:
        given = " ".join(f"{name}={value}" for name, value in run.parameters)
        rows.append((str(run.run_id), run.name, str(run.state), _when(run.started), took(run.seconds(now)), given))
    return columns(rows)


def day_as_dict(day: Day, now: float) -> dict[str, Any]:
    """The form that ``--json`` prints."""
    return {"date": str(day.day), **(run_as_dict(day.run, now) if day.run else {"run_id": None, "state": None})}


def table_of_days(days: Sequence[Day], now: float) -> list[str]:
    """The days of a backfill, one a line, and how many ended how."""
    rows = [("date", "state", "run", "took", "page")]
    for day in days:
        run = day.run
        rows.append(
            (str(day.day), str(run.state), str(run.run_id), took(run.seconds(now)), run.url)
            if run
            else (str(day.day), "not started", "", "", "")
        )
    return [*columns(rows), tally(days)]


def worst(days: Sequence[Day]) -> str:
    """The gravest end of all days, as programs read it."""
    code = exit_code(days)
    found = next((day.run.state for day in days if day.run and day.run.state.exit_code == code), State.SUCCEEDED)
    return found.value.replace(" ", "_") if code else State.SUCCEEDED.value


def tally(days: Sequence[Day]) -> str:
    """``31 days: 29 succeeded, 2 failed``."""
    counts = Counter(str(day.run.state) if day.run else "not started" for day in days)
    return f"{counted(len(days), 'day')}: {', '.join(f'{number} {state}' for state, number in counts.items())}"


def line_of_day(day: Day, now: float) -> str:
    """A change of a day as a line of a log."""
    if day.run is None:
        return f"{day.day}: not started"
    told = f" ({took(day.run.seconds(now))})" if day.run.state.ended else f"  {day.run.url}"
    return printable(f"{day.day}  run {day.run.run_id}: {_why(day.run.state, day.run.reason, '')}{told}")


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as lines whose columns stand below each other."""
    shown = [tuple(printable(cell) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]


def _when(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d %H:%M}" if milliseconds else ""


def _iso(milliseconds: int) -> str | None:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat() if milliseconds else None
