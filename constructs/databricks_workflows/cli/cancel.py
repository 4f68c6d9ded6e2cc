"""``databricks-workflows cancel RUN``: stop runs, and wait until they have stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from databricks_workflows.cli._errors import FINE, GAVE_UP, INTERRUPTED
from databricks_workflows.cli._options import no_watch_option, watching_options, workspace_options

if TYPE_CHECKING:
    from databricks.sdk.clock import Clock

    from databricks_workflows.cli._watching import Watching
    from databricks_workflows.runs.workspace import Workspace


@click.command(short_help="Stop runs and wait until they have stopped.")
@click.argument("runs", metavar="RUN|JOB...", nargs=-1, required=True)
@no_watch_option
@watching_options
@workspace_options
@click.pass_context
def cancel(
    ctx: click.Context,
    runs: tuple[str, ...],
    no_watch: bool,
    timeout: int | None,
    poll: float,
    profile: str | None,
    host: str | None,
    retry: int,
    as_json: bool,
) -> None:
    """Stop runs and wait until they have stopped.

    RUN is the id of a run. A JOB, given by its construct's path, its address or its name, means all of its runs that go
    on. Exit code 0 says that none of them goes on, also where one had ended by itself.
    """
    from databricks_workflows.cli._watching import Watching, errors_as_events
    from databricks_workflows.cli._workspace import Access, find_job, new_clock, open_workspace

    clock = new_clock()
    code = FINE
    with errors_as_events(as_json):
        access = Access(profile=profile, host=host, retry=retry, as_json=as_json)
        watching = Watching(timeout=timeout, poll=poll, as_json=as_json)
        for word in runs:
            if word.isdigit():
                workspace, ids = open_workspace(access, clock), [int(word)]
            else:
                workspace, job_id = find_job(word, access, clock)
                ids = [run.run_id for run in workspace.runs(job_id, active=True)]
                if not ids and not as_json:
                    click.echo(f"no run of {word} goes on")
            code = max(code, stop(workspace, ids, clock, watching, watch=not no_watch))
    ctx.exit(code)


def stop(workspace: Workspace, ids: list[int], clock: Clock, watching: Watching, *, watch: bool) -> int:
    """Stop runs and, unless told otherwise, wait for it; returns the exit code."""
    from databricks_workflows.cli._watching import print_event, stopped
    from databricks_workflows.runs.events import finished
    from databricks_workflows.runs.watch import GaveUp
    from databricks_workflows.runs.watch import watch as looks
    from databricks_workflows.views.runs import ending

    before = [workspace.run(run_id) for run_id in ids]
    for run in before:
        if not run.state.ended:
            workspace.cancel(run.run_id)
            if watching.as_json:
                print_event({"event": "cancel_requested", "run_id": run.run_id, "url": run.url})
            elif not watch:
                click.echo(f"run {run.run_id} is being stopped  {run.url}")
    for run in before if watch else ():
        try:
            for seen in looks(workspace, run.run_id, clock, longest=watching.poll, timeout=watching.timeout):
                run = seen
        except GaveUp:
            why = f"gave up watching after {watching.timeout} s"
            return stopped(run.run_id, why, GAVE_UP, as_json=watching.as_json)
        except KeyboardInterrupt:
            return stopped(run.run_id, "interrupted", INTERRUPTED, as_json=watching.as_json)
        if watching.as_json:
            print_event(finished(run, (), clock.time()).as_dict())
        else:
            click.echo(f"run {run.run_id} {ending(run, (), clock.time())[0]}")
    return FINE
