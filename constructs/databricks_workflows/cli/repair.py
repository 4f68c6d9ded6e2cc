"""``databricks-workflows repair RUN``: run again what failed in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from databricks_workflows.cli._errors import FINE
from databricks_workflows.cli._options import no_watch_option, param_option, watching_options, workspace_options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from databricks_workflows.runs.snapshot import Run


@click.command(short_help="Run again what failed in a run.")
@click.argument("run", metavar="RUN|JOB")
@click.option("--task", "tasks", multiple=True, metavar="TASK,...", help="Only these tasks, also such as succeeded.")
@click.option("--dependent", is_flag=True, help="With --task, the tasks behind them too.")
@param_option
@no_watch_option
@watching_options
@workspace_options
@click.pass_context
def repair(
    ctx: click.Context,
    run: str,
    tasks: tuple[str, ...],
    dependent: bool,
    params: Mapping[str, str],
    no_watch: bool,
    timeout: int | None,
    poll: float,
    profile: str | None,
    host: str | None,
    retry: int,
    as_json: bool,
) -> None:
    """Run again what failed in a run, and what was not run because of it; what succeeded stays.

    RUN is the id of a run that has ended. A JOB means its newest run. The run keeps its id, and is watched to its end.
    """
    from databricks_workflows.cli._watching import Watching, errors_as_events, follow, print_event
    from databricks_workflows.cli._workspace import Access, find_run, new_clock
    from databricks_workflows.views.runs import comes_back

    if dependent and not tasks:
        raise click.UsageError("--dependent is for --task")
    keys = [key.strip() for each in tasks for key in each.split(",") if key.strip()]
    clock = new_clock()
    with errors_as_events(as_json):
        access = Access(profile=profile, host=host, retry=retry, as_json=as_json)
        workspace, run_id = find_run(run, access, clock)
        before = workspace.run(run_id)
        hold_repairable(before, keys)
        workspace.repair(run_id, keys, params, dependent=dependent)
        if as_json:
            print_event({"event": "repair_started", "run_id": run_id, "job_id": before.job_id, "url": before.url})
        else:
            click.echo(f"{before.name}  run {run_id}  repair {before.attempt}  {before.url}")
        if not no_watch:
            watching = Watching(timeout=timeout, poll=poll, as_json=as_json)
            ctx.exit(follow(workspace, run_id, clock, watching, known=before))
        if not as_json:
            click.echo(f"  {comes_back(run_id)}")
        ctx.exit(FINE)


def hold_repairable(run: Run, tasks: Sequence[str]) -> None:
    """A run that has ended and has something to run again.

    Raises:
        Misused: it goes on, it has no such task, or nothing in it failed.
    """
    from databricks_workflows.diagnostics import did_you_mean
    from databricks_workflows.runs.errors import Misused
    from databricks_workflows.runs.states import State
    from databricks_workflows.views.runs import comes_back

    if not run.state.ended:
        raise Misused(
            f"run {run.run_id} is {run.state}: it can be repaired when it has ended, {comes_back(run.run_id)}"
        )
    known = [task.key for task in run.tasks]
    for key in tasks:
        if key not in known:
            hint = did_you_mean(key, known) or f"known there: {', '.join(known[:10])}"
            raise Misused(f"run {run.run_id} has no task {key!r}: {hint}")
    if not known:
        raise Misused(f"run {run.run_id} ran no task: start another, databricks-workflows run {run.job_id}")
    if not tasks and run.state is State.SUCCEEDED and not run.culprits:
        raise Misused(f"nothing failed in run {run.run_id}: --task names what to run again all the same")
