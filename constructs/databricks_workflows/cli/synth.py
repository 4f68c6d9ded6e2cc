"""``databricks-workflows synth``: what ``cdktf synth`` does, without starting the npm CLI."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import FINE, WRONG, Bug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from databricks_workflows.cli._program import ProgramResult
    from databricks_workflows.resolve.resolved import Job


@click.command(short_help="Run the app of the working folder and write its documents.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The output folder.")
@click.option("--hcl", is_flag=True, help="Write HCL (cdk.tf) in place of JSON.")
@click.option("--check-schema", is_flag=True, help="Check the documents against the provider's schema first.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def synth(ctx: click.Context, output: Path | None, hcl: bool, check_schema: bool, as_json: bool) -> None:
    """Run the app of the working folder and write its documents, by default to cdktf.out.

    The app is what cdktf.json names, or main.py. Documents are moved into place only when every stack is right.
    """
    if hcl and check_schema:
        raise click.UsageError("--check-schema reads JSON: leave --hcl away")
    ctx.exit(synthesize(output, hcl=hcl, check_schema=check_schema, as_json=as_json))


def synthesize(
    output: Path | None = None, *, hcl: bool = False, check_schema: bool = False, as_json: bool = False
) -> int:
    """Synthesize the app of the working folder and print what came of it; returns the exit code."""
    import os
    from time import perf_counter

    began = perf_counter()
    from databricks_workflows.cli._program import run_program
    from databricks_workflows.cli._project import project_in
    from databricks_workflows.origin import shown_path

    project = project_in(Path())
    wanted = output or Path(project.output or os.environ.get("CDKTF_OUTDIR") or "cdktf.out")
    result = run_program(project, output=wanted, hcl=hcl, check=_fits_the_schema if check_schema else None)
    if as_json:
        _print_json(result, perf_counter() - began)
    elif result.output is not None:
        click.echo(_success(result, shown_path(str(result.output)), perf_counter() - began))
    if result.output is None:
        _print_failure(result, shown_path(str(wanted.absolute())))
        return WRONG
    if output is not None and result.output != output.absolute():
        click.echo(f"--output changes nothing: {project.program.name} gives its App an outdir itself", err=True)
    return FINE


def _success(result: ProgramResult, folder: str, seconds: float) -> str:
    from databricks_workflows.views.problems import Tally, counted

    warnings = Tally.of(result.diagnostics).warnings
    told = f", {counted(warnings, 'warning')}: databricks-workflows validate" if warnings else ""
    jobs = [job for stack in result.stacks.values() for job in stack]
    tasks = sum(len(job.settings.tasks or ()) for job in jobs)
    counts = ", ".join((counted(len(result.stacks), "stack"), counted(len(jobs), "job"), counted(tasks, "task")))
    return f"{counts} -> {folder}  ({seconds:.1f} s{told})"


def _print_failure(result: ProgramResult, folder: str) -> None:
    import sys

    from databricks_workflows.diagnostics import Severity
    from databricks_workflows.views.locate import refine
    from databricks_workflows.views.problems import Tally, closing, report
    from databricks_workflows.views.same_place import told_once

    found = told_once(refine(result.diagnostics))
    loud = [each for each in found if each.severity is not Severity.INFO and not each.suppressed]
    report(loud, sys.stderr)
    wrong = sum(any(f"{each.path}/".startswith(f"{stack}/") for each in loud) for stack in result.stacks)
    counts = closing(loud, wrong, len(result.stacks), "stack") if wrong else str(Tally.of(loud))
    left = f"; {folder} is as it was" if Path(folder).exists() else ""
    click.echo(f"{counts}. Nothing was written{left}.", err=True)


def _print_json(result: ProgramResult, seconds: float) -> None:
    import json

    from databricks_workflows.origin import shown_path
    from databricks_workflows.views.locate import refine
    from databricks_workflows.views.problems import Tally
    from databricks_workflows.views.same_place import told_once

    found = told_once(refine(result.diagnostics))
    stacks = [
        {"path": path, "jobs": len(jobs), "tasks": sum(len(job.settings.tasks or ()) for job in jobs)}
        for path, jobs in result.stacks.items()
    ]
    shown = {
        "written": result.output is not None,
        "output": shown_path(str(result.output)) if result.output else None,
        "seconds": round(seconds, 3),
        "stacks": stacks,
        "diagnostics": [each.as_dict() for each in found],
        "summary": Tally.of(found).as_dict(),
    }
    click.echo(json.dumps(shown, indent=2, ensure_ascii=False))


def _fits_the_schema(folder: Path, jobs: Sequence[Job]) -> None:
    """Check new documents against the provider's schema, but for what was given as ``extra``.

    Raises:
        Bug: one does not fit.
    """
    import json

    from databricks_workflows.documents.schema_problems import schema_problems

    extra = {name for job in jobs for fields in (job.extra, *job.task_extra.values()) for name in fields}
    wrong = []
    for document in sorted(folder.glob("stacks/**/cdk.tf.json")):
        resources: dict[str, Any] = json.loads(document.read_bytes()).get("resource", {})
        for kind in ("databricks_job", "databricks_permissions"):
            for address, body in resources.get(kind, {}).items():
                wrong += [
                    f"  stack {document.parent.name}, {kind}.{address}: {problem.summary}"
                    for problem in schema_problems(kind, body)
                    if not problem.at or problem.at[-1] not in extra
                ]
    if wrong:
        raise Bug(
            "a document does not fit the provider's schema:\n"
            + "\n".join(wrong)
            + "\nIf add_override put that there, mend it there."
        )
