"""``databricks-workflows validate PATH...``: every problem, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from databricks_workflows.cli._errors import FINE, WRONG
from databricks_workflows.cli._options import chosen, reading_options

if TYPE_CHECKING:
    from databricks_workflows.cli._reading import Choices, Limits, Reading

Form = Literal["text", "json", "sarif", "github"]


@click.command(short_help="The problems of workflow files, apps and documents.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Form)),
    default="text",
    show_default=True,
    help="How to print: for people, for programs, for code scanning, or as annotations of GitHub Actions.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--allow-empty", is_flag=True, help="A file may be named that holds no workflow: that is an info then.")
@reading_options
@click.pass_context
def validate(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    form: Form,
    strict: bool,
    allow_empty: bool,
    **options: Any,
) -> None:
    """Print every problem of each PATH, by default of the working folder's app; nothing is written.

    PATH is a workflow file, a folder of them, an app (a Python file, the folder of a cdktf.json) or a document
    (cdk.tf.json, or a job as the Jobs API has it: databricks jobs get ID > job.json), `-` a document in JSON on stdin.
    The exit code is 1 where there are errors. `rules CODE` shows of each what is wrong and what is right.

    Of a folder that a synth has written, cdktf.out or a stack's, the documents are read. In any other folder the Python
    files count that speak of airflow or databricks_workflows and of a dag, and where there are none the .json files
    that hold jobs. Left out are hidden folders, virtual environments (by their pyvenv.cfg), node_modules,
    site-packages, __pycache__, build beside a pyproject.toml or setup.py, and what an .airflowignore excludes.
    """
    choices, limits = chosen(**options)
    given = paths or (Path(),)
    ctx.exit(validate_paths(given, form, strict=strict, allow_empty=allow_empty, choices=choices, limits=limits))


def validate_paths(
    paths: tuple[Path, ...],
    form: Form = "text",
    *,
    strict: bool = False,
    allow_empty: bool = False,
    choices: Choices | None = None,
    limits: Limits | None = None,
) -> int:
    """Print the problems; returns the exit code."""
    from databricks_workflows.cli._sources import read
    from databricks_workflows.views.problems import Tally

    reading = read(paths, choices, limits, allow_empty=allow_empty)
    if form == "json":
        _print_json(reading)
    elif form == "sarif":
        _print_sarif(reading, paths)
    elif form == "github":
        _print_annotations(reading)
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


def _print_sarif(reading: Reading, paths: tuple[Path, ...]) -> None:
    import json
    from importlib.metadata import version

    from databricks_workflows.views.sarif import sarif

    log = sarif(
        reading.diagnostics,
        version=version("cdktf-databricks-workflows"),
        root=_root(),
        otherwise=_file_of(paths[0]),
    )
    click.echo(json.dumps(log, indent=2, ensure_ascii=False))


def _print_annotations(reading: Reading) -> None:
    from databricks_workflows.views.github import workflow_commands

    click.echo(workflow_commands(reading.diagnostics, _root()), nl=False)


def _root() -> Path:
    """The folder that files count from where problems are shown: the repository's on GitHub, else the working folder.

    A step may well run in a folder of the repository.
    """
    import os

    return Path(os.environ.get("GITHUB_WORKSPACE", "")).resolve()


def _file_of(path: Path) -> str:
    """The file that stands for a path: of an app's folder the one that says what is run."""
    from databricks_workflows.cli._project import CDKTF_JSON, MAIN

    files = (path / CDKTF_JSON, path / MAIN) if path.is_dir() else ()
    return str(next((file for file in files if file.is_file()), path))
