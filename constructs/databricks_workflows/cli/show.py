"""``databricks-workflows show PATH``: the resolved jobs as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from databricks_workflows.cli._errors import FINE, WRONG
from databricks_workflows.cli._options import chosen, reading_options

if TYPE_CHECKING:
    from databricks_workflows.cli._reading import Choices, Limits, Reading

Form = Literal["model", "api", "terraform", "templates"]


@click.command(short_help="The resolved jobs of files, an app or a document, as JSON.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as",
    "form",
    type=click.Choice(["model", "api", "terraform", "templates"]),
    default="model",
    show_default=True,
    help="The Jobs API's words, what would be posted to jobs/create, the arguments of databricks_job, or what became "
    "of each template.",
)
@reading_options
@click.option("--json", "as_json", is_flag=True, help="JSON, also of templates on a terminal.")
@click.pass_context
def show(
    ctx: click.Context,
    /,
    path: Path,
    form: Form,
    as_json: bool,
    **options: Any,
) -> None:
    """Print the resolved jobs of PATH as JSON.

    PATH is a workflow file, a folder of them, an app (a Python file, the folder of a cdktf.json) or a document
    (cdk.tf.json, or a job as the Jobs API has it). Problems are in the JSON, and errors and warnings as text on stderr
    too; with errors the exit code is 1. On a terminal --as templates is a table.
    """
    choices, limits = chosen(**options)
    ctx.exit(show_jobs(path, form, choices, limits, as_json=as_json))


def show_jobs(
    path: Path,
    form: Form = "model",
    choices: Choices | None = None,
    limits: Limits | None = None,
    *,
    as_json: bool = False,
) -> int:
    """Print jobs and problems; returns the exit code."""
    import json
    import sys

    from databricks_workflows.cli._sources import read

    reading = read([path], choices, limits)
    if form == "templates" and sys.stdout.isatty() and not as_json:
        from databricks_workflows.views.templates import templates_text

        click.echo(templates_text(reading.jobs))
        return _end(reading)
    shown = {
        "jobs": [_entry(job, form) for job in reading.jobs],
        "diagnostics": [each.as_dict() for each in reading.diagnostics],
    }
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    return _end(reading)


def _end(reading: Reading) -> int:
    """The problems on stderr, and the exit code."""
    import sys

    from databricks_workflows.diagnostics import Severity
    from databricks_workflows.views.problems import report

    loud = [each for each in reading.diagnostics if each.severity is not Severity.INFO and not each.suppressed]
    report(loud, sys.stderr)
    return WRONG if any(each.is_error for each in reading.diagnostics) else FINE


def _entry(job: Any, form: Form) -> dict[str, Any]:
    origin = job.place.origin
    return {
        "path": job.place.path,
        "file": origin.file if origin else None,
        "line": origin.line if origin else None,
        "settings": _settings(job, form),
    }


def _settings(job: Any, form: Form) -> dict[str, Any]:
    from databricks_workflows.render import job_arguments
    from databricks_workflows.render.api import job_create_body, with_paths
    from databricks_workflows.render.order import in_order

    if form == "templates":
        from databricks_workflows.views.templates import templates_of

        return templates_of(job)
    if form == "terraform":
        return job_arguments(job)
    shown: dict[str, Any] = job_create_body(job) if form == "api" else with_paths(in_order(job.settings).as_dict())
    return shown
