"""``databricks-workflows list``: the latest runs of a job, or of all."""

from __future__ import annotations

import click

from databricks_workflows.cli._options import workspace_options


@click.command("list", short_help="The latest runs of a job, or of all jobs.")
@click.argument("job", required=False)
@click.option("--active", is_flag=True, help="Only runs that go on.")
@click.option("--limit", type=click.IntRange(1), metavar="N", default=20, show_default=True, help="At most so many.")
@workspace_options
def list_runs(
    job: str | None,
    active: bool,
    limit: int,
    profile: str | None,
    host: str | None,
    retry: int,
    as_json: bool,
) -> None:
    """List the latest runs of JOB, or of all jobs of the workspace.

    JOB is the path of its construct (stack/group), its address in Terraform, its id or its name.
    """
    import json

    from databricks_workflows.cli._workspace import Access, find_job, new_clock, open_workspace
    from databricks_workflows.views.runs import run_as_dict, table_of_runs

    clock = new_clock()
    access = Access(profile=profile, host=host, retry=retry, as_json=False)
    workspace, job_id = find_job(job, access, clock) if job else (open_workspace(access, clock), None)
    if job_id is not None:
        workspace.job(job_id)  # a job that is not there has no runs, and no error
    runs = workspace.runs(job_id, active=active, limit=limit)
    if as_json:
        shown = {"runs": [run_as_dict(run, clock.time()) for run in runs]}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    elif runs:
        click.echo("\n".join(table_of_runs(runs, clock.time())))
    else:
        click.echo("no runs")
