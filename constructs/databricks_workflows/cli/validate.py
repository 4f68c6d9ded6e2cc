"""``databricks-workflows validate PATH...``: every problem, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from databricks_workflows.cli._errors import FINE, WRONG
from databricks_workflows.cli._options import chosen, reading_options

if TYPE_CHECKING:
    from databricks_workflows.cli._reading import Choices, Limits, Reading


@click.command(short_help="The problems of workflow files, apps and documents.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@reading_options
@click.pass_context
def validate(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    form: Literal["text", "json"],
    strict: bool,
    **options: Any,
) -> None:
    """Print every problem of each PATH, by default of the working folder's app; nothing is written.

    PATH is a workflow file, a folder of them, an app (a Python file, the folder of a cdktf.json) or a document
    (cdk.tf.json, or a job as the Jobs API has it). The exit code is 1 where there are errors.
    """
    choices, limits = chosen(**options)
    ctx.exit(validate_paths(paths or (Path(),), form, strict=strict, choices=choices, limits=limits))


def validate_paths(
    paths: tuple[Path, ...],
    form: Literal["text", "json"] = "text",
    *,
    strict: bool = False,
    choices: Choices | None = None,
    limits: Limits | None = None,
) -> int:
    """Print the problems; returns the exit code."""
    from databricks_workflows.cli._sources import read
    from databricks_workflows.views.problems import Tally

    reading = read(paths, choices, limits)
    if form == "json":
        _print_json(reading)
    else:
        _print_text(reading)
    tally = Tally.of(reading.diagnostics)
    return WRONG if tally.errors or (strict and tally.warnings) else FINE


def _print_text(reading: Reading) -> None:
    import sys

    from databricks_workflows.views.problems import counted, report

    report(reading.diagnostics, sys.stdout)
    if reading.diagnostics:
        click.echo(reading.closing())
        return
    jobs = reading.jobs
    click.echo(
        f"{counted(len(reading.parts), reading.unit)}, {counted(len(jobs), 'job')}, "
        f"{counted(sum(len(job.settings.tasks or ()) for job in jobs), 'task')}: no problems"
    )


def _print_json(reading: Reading) -> None:
    import json

    from databricks_workflows.views.problems import Tally

    jobs = reading.jobs
    summary = {
        **Tally.of(reading.diagnostics).as_dict(),
        "files": sum(not part.is_stack for part in reading.parts),
        "stacks": sum(part.is_stack for part in reading.parts),
        "jobs": len(jobs),
        "tasks": sum(len(job.settings.tasks or ()) for job in jobs),
    }
    found = {"diagnostics": [each.as_dict() for each in reading.diagnostics], "summary": summary}
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
