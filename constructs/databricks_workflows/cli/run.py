"""``databricks-workflows run JOB``: start a deployed job and watch it, for one day or for many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from databricks_workflows.cli._errors import FINE
from databricks_workflows.cli._options import no_watch_option, param_option, watching_options, workspace_options

if TYPE_CHECKING:
    from databricks.sdk.clock import Clock

    from databricks_workflows.cli._watching import Watching
    from databricks_workflows.runs.workspace import Workspace


@click.command(short_help="Start a deployed job and watch it to its end.")
@click.argument("job")
@param_option
@click.option(
    "--only",
    multiple=True,
    metavar="TASK,...",
    help="Run only these tasks; +TASK takes those before it along, TASK+ those behind it.",
)
@click.option("--backfill", metavar="FIRST..LAST", help="A run for each day, such as 2024-01-01..2024-01-31.")
@click.option("--parallel", type=click.IntRange(1), metavar="N", help="How many days run at once; by default 1.")
@click.option("--date-param", metavar="NAME", help="The job parameter that a backfill sets; by default run_date.")
@no_watch_option
@watching_options
@workspace_options
@click.pass_context
def run(
    ctx: click.Context,
    job: str,
    params: Mapping[str, str],
    only: tuple[str, ...],
    backfill: str | None,
    parallel: int | None,
    date_param: str | None,
    no_watch: bool,
    timeout: int | None,
    poll: float,
    profile: str | None,
    host: str | None,
    retry: int,
    as_json: bool,
) -> None:
    """Start JOB and watch it to its end.

    JOB is the path of its construct (stack/group), its address in Terraform, its id or its name. The exit code says how
    the run ended: 0 it succeeded, 1 it failed, 3 canceled, 4 timed out, 5 skipped. ^C leaves the run going.

    A backfill starts a run for each day that no run of the job has succeeded for; given again it goes on where it
    stopped.
    """
    from databricks_workflows.cli._watching import Watching, errors_as_events
    from databricks_workflows.cli._workspace import Access, find_job, new_clock

    if backfill and (only or no_watch):
        raise click.UsageError(f"--backfill goes without {'--only' if only else '--no-watch'}")
    if not backfill and (parallel or date_param):
        raise click.UsageError(f"{'--parallel' if parallel else '--date-param'} is for --backfill")
    tasks = [key.strip() for each in only for key in each.split(",") if key.strip()]
    watching = Watching(timeout=timeout, poll=poll, as_json=as_json)
    with errors_as_events(as_json):
        clock = new_clock()
        workspace, job_id = find_job(job, Access(profile=profile, host=host, retry=retry, as_json=as_json), clock)
        if backfill:
            from databricks_workflows.cli._backfill import run_backfill

            ctx.exit(run_backfill(workspace, job_id, backfill, params, date_param, parallel or 1, clock, watching))
        ctx.exit(start(workspace, job_id, params, tasks, clock, watching, watch=not no_watch))


def start(
    workspace: Workspace,
    job_id: int,
    parameters: Mapping[str, str],
    only: list[str],
    clock: Clock,
    watching: Watching,
    *,
    watch: bool,
) -> int:
    """Start a run and, unless told otherwise, watch it; returns the exit code."""
    from databricks_workflows.cli._watching import follow, print_event
    from databricks_workflows.runs.asked import hold_parameters, hold_tasks
    from databricks_workflows.runs.snapshot import run_url
    from databricks_workflows.views.runs import comes_back

    job = workspace.job(job_id)
    hold_parameters(job, parameters)
    hold_tasks(job, only)
    try:
        run_id = workspace.start(job_id, parameters, only)
    except KeyboardInterrupt:
        click.echo(f"the run may have begun: databricks-workflows list {job_id} shows it", err=True)
        raise
    url = run_url(workspace.host, job_id, run_id)
    if watching.as_json:
        print_event({"event": "run_started", "run_id": run_id, "job_id": job_id, "job": job.name, "url": url})
    else:
        click.echo(f"{job.name}  run {run_id}  {url}")
    if watch:
        return follow(workspace, run_id, clock, watching)
    if not watching.as_json:
        click.echo(f"  {comes_back(run_id)}")
    return FINE
