"""Running a job for many days, and telling what became of each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import GAVE_UP, INTERRUPTED, exit_code_of
from databricks_workflows.cli._watching import drawn, print_event

if TYPE_CHECKING:
    from datetime import date

    from databricks.sdk.clock import Clock

    from databricks_workflows.cli._watching import Watching
    from databricks_workflows.runs.asked import Job
    from databricks_workflows.runs.backfill import Backfill, Day
    from databricks_workflows.runs.workspace import Workspace


def run_backfill(
    workspace: Workspace,
    job_id: int,
    span: str,
    parameters: Mapping[str, str],
    date_param: str | None,
    parallel: int,
    clock: Clock,
    watching: Watching,
) -> int:
    """Run the days of a span that have not succeeded yet; returns the exit code."""
    from databricks_workflows.runs.asked import hold_parallel, hold_parameters
    from databricks_workflows.runs.backfill import DATE_PARAMETER, days_between, exit_code, planned
    from databricks_workflows.runs.errors import Misused, RunsError
    from databricks_workflows.runs.watch import GaveUp

    dates, name = days_between(span), date_param or DATE_PARAMETER
    if name in parameters:
        raise Misused(f"--param {name}: --backfill sets it, leave it away")
    job = workspace.job(job_id)
    hold_parameters(job, [name, *parameters])
    hold_parallel(job, parallel)
    backfill = planned(job_id, dates, workspace.runs(job_id), name, parameters)
    days = {day.day: day for day in backfill.days}
    _begin(job, days.values(), as_json=watching.as_json)
    why = ""
    try:
        _run(workspace, job, backfill, days, parallel, clock, watching)
        code = exit_code(days.values())
    except GaveUp:
        code, why = GAVE_UP, f"gave up watching after {watching.timeout} s"
    except KeyboardInterrupt:
        code, why = INTERRUPTED, "interrupted"
    except RunsError as error:
        _end(list(days.values()), clock.time(), exit_code_of(error), "stopped", as_json=watching.as_json)
        raise
    _end(list(days.values()), clock.time(), code, why, as_json=watching.as_json)
    return code


def _run(
    workspace: Workspace,
    job: Job,
    backfill: Backfill,
    days: dict[date, Day],
    parallel: int,
    clock: Clock,
    watching: Watching,
) -> None:
    from databricks_workflows.runs.backfill import run_days
    from databricks_workflows.views.live import block_of_days
    from databricks_workflows.views.runs import line_of_day

    live = sys.stdout.isatty() and not watching.as_json
    began = clock.time()

    def block() -> Any:
        now = clock.time()
        return block_of_days(job.name, list(days.values()), now - began, now)

    changes = run_days(workspace, backfill, clock, parallel=parallel, longest=watching.poll, timeout=watching.timeout)
    with drawn(block, lambda: len(days)) if live else nullcontext():
        for day in changes:
            days[day.day] = day
            if watching.as_json:
                print_event(_event(day, clock.time()))
            elif not live:
                click.echo(line_of_day(day, clock.time()))


def _begin(job: Job, days: Iterable[Day], *, as_json: bool) -> None:
    from databricks_workflows.views.problems import counted

    all_days = list(days)
    done = sum(day.done for day in all_days)
    if as_json:
        print_event(
            {"event": "backfill_started", "job_id": job.job_id, "job": job.name, "days": len(all_days), "done": done}
        )
    else:
        before = f", {done} done before" if done else ""
        click.echo(f"{job.name}  backfill of {counted(len(all_days), 'day')}{before}")


def _event(day: Day, now: float) -> dict[str, Any]:
    from databricks_workflows.views.runs import day_as_dict

    over = day.run is not None and day.run.state.ended
    return {"event": "day_finished" if over else "day_changed", **day_as_dict(day, now)}


def _end(days: list[Day], now: float, code: int, why: str, *, as_json: bool) -> None:
    from databricks_workflows.views.runs import day_as_dict, table_of_days, worst

    if as_json:
        shown = [day_as_dict(day, now) for day in days]
        state = "stopped_watching" if why else worst(days)
        print_event({"event": "backfill_finished", "state": state, "exit_code": code, "days": shown})
        return
    click.echo("\n".join(table_of_days(days, now)))
    if why:
        going = sum(day.going for day in days)
        runs = "1 run goes on" if going == 1 else f"{going} runs go on"
        click.echo(f"{why}: {runs}; the same command goes on where this stopped", err=True)
