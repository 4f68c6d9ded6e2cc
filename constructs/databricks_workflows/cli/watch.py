"""``databricks-workflows watch RUN``: look at a run until it ends."""

from __future__ import annotations

import click

from databricks_workflows.cli._options import watching_options, workspace_options


@click.command(short_help="Watch a run to its end.")
@click.argument("run", metavar="RUN|JOB")
@watching_options
@workspace_options
@click.pass_context
def watch(
    ctx: click.Context,
    run: str,
    timeout: int | None,
    poll: float,
    profile: str | None,
    host: str | None,
    retry: int,
    as_json: bool,
) -> None:
    """Watch a run to its end; the exit code says how it ended.

    RUN is the id of a run. A JOB, given by its construct's path, its address or its name, means the newest of its runs
    that goes on, or else the newest. ^C leaves the run going.
    """
    from databricks_workflows.cli._watching import Watching, errors_as_events, follow
    from databricks_workflows.cli._workspace import Access, find_run, new_clock

    clock = new_clock()
    with errors_as_events(as_json):
        access = Access(profile=profile, host=host, retry=retry, as_json=as_json)
        workspace, run_id = find_run(run, access, clock)
        ctx.exit(follow(workspace, run_id, clock, Watching(timeout=timeout, poll=poll, as_json=as_json)))
