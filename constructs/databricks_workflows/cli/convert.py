"""``databricks-workflows convert PATH... -o DIR``: DAG files as a CDKTF project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import FINE, WRONG, Unusable
from databricks_workflows.cli._options import chosen, reading_options
from databricks_workflows.cli._project import CDKTF_JSON, MAIN

if TYPE_CHECKING:
    from databricks_workflows.authoring import Dag
    from databricks_workflows.cli._reading import Choices, Limits
    from databricks_workflows.cli._written import Written
    from databricks_workflows.codegen import Conversion
    from databricks_workflows.diagnostics import Diagnostic

REPORT = "REPORT.md"


@click.command(short_help="Make a CDKTF project of DAG files, with a report.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The project's folder; one that has a cdktf.json gets only the stacks and the report.",
)
@reading_options
@click.option("--overwrite", is_flag=True, help="Write over files that were changed by hand, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def convert(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    output: Path,
    overwrite: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Make a CDKTF project of the DAG files in each PATH: a stack for each file, with the same jobs.

    PATH is a DAG file, or a folder of them. A file with errors is refused, and the others are converted; the exit code
    is 1 then. A file that was changed by hand is left as it is, and named. What became of each DAG is printed, and
    written to REPORT.md.
    """
    choices, limits = chosen(**options)
    ctx.exit(convert_paths(paths, output, choices, limits, overwrite=overwrite, as_json=as_json))


def convert_paths(
    paths: Sequence[Path],
    output: Path,
    choices: Choices,
    limits: Limits,
    *,
    overwrite: bool = False,
    as_json: bool = False,
) -> int:
    """Convert, write the project and print the report; returns the exit code.

    Raises:
        Unusable: a path holds no DAG file, or the project would be one of the DAG files' folders.
    """
    import json
    import sys
    from dataclasses import replace

    from databricks_workflows.cli._written import Written, write_files
    from databricks_workflows.codegen.report import Grade
    from databricks_workflows.views.conversion import as_dict, markdown, print_report

    _keep_apart(paths, output)
    is_new = not (output / CDKTF_JSON).exists()
    conversion = _converted(paths, output, choices, limits, is_new)
    report = replace(conversion.report, notes=tuple(_gone(paths, output, conversion)))
    written = Written()
    if conversion.modules:
        main = _main(output, conversion)
        call = f"databricks-workflows convert {' '.join(map(str, paths))} -o {output}"
        files = {**conversion.files, **main, REPORT: markdown(report, call)}
        written = write_files(output, files, {REPORT, *main}, overwrite)
    missing = _missing_lines(output, conversion)
    if as_json:
        files_of = {"written": sorted(written.written), "unchanged": sorted(written.unchanged)}
        shown = {**as_dict(report), **files_of, "left": sorted(written.left), "add_to_main": missing}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        print_report(report, sys.stdout)
        _print_written(output, written, missing)
    unmade = any(entry.module is None for entry in report.graded(Grade.REFUSED))
    return WRONG if unmade or written.left else FINE


def _print_written(output: Path, written: Written, missing: Sequence[str]) -> None:
    for name in written.left:
        click.echo(f"{output / name}: left as it is: it differs and was changed by hand (--overwrite writes over it)")
    if not written.written and not written.unchanged:
        click.echo("Nothing was written.")
    else:
        same = f", {len(written.unchanged)} unchanged" if written.unchanged else ""
        left = f", {len(written.left)} left" if written.left else ""
        files = "file" if len(written.written) == 1 else "files"
        click.echo(f"{len(written.written)} {files}{same}{left} -> {output}   report: {output / REPORT}")
    if missing:
        click.echo(f"Add to {output / MAIN}, the calls before app.synth():")
        click.echo("\n".join(f"    {line}" for line in missing))


def _keep_apart(paths: Sequence[Path], output: Path) -> None:
    """No project where the next call would look for DAG files.

    Raises:
        Unusable: it is to be written there.
    """
    from databricks_workflows.cli._folders import looks_into

    for folder in paths:
        if folder.is_dir() and looks_into(folder, output):
            raise Unusable(
                f"{output} lies in {folder}, which is read for DAG files: the next call would take the project's "
                "modules for some; give an output folder outside of it, or one that .airflowignore excludes"
            )


def _converted(paths: Sequence[Path], output: Path, choices: Choices, limits: Limits, is_new: bool) -> Conversion:
    from databricks_workflows.cli._workflow_files import read_results, settings_of

    settings = settings_of(choices, output)
    named, found = _files(paths)
    results = read_results([*named, *found], choices, limits)
    # Heavy, and not for the process that the workers are forked from.
    from databricks_workflows.codegen import convert
    from databricks_workflows.origin import shown_path
    from databricks_workflows.rules import NOTHING_FOUND
    from databricks_workflows.views.locate import refine

    read: dict[str, Sequence[Dag]] = {}
    unread: dict[str, Sequence[Diagnostic]] = {}
    for path, result in sorted(results.items()):
        file = shown_path(str(path.absolute()))
        if not isinstance(result, tuple):
            read[file] = result
        elif path in named or any(each.code != NOTHING_FOUND.code for each in result):
            unread[file] = result
    source = str(paths[0]) if len(paths) == 1 else f"{len(paths)} paths"
    return convert(read, settings, source=source, unread=unread, new=is_new, refine=refine)


def _files(paths: Sequence[Path]) -> tuple[set[Path], set[Path]]:
    """The files that were named, and those that were found in folders."""
    from databricks_workflows.cli._folders import dag_files

    named = {path for path in paths if path.is_file()}
    for path in named:
        if path.suffix != ".py":
            raise Unusable(f"{path}: DAG files are Python, and their names end in .py")
    same = {path.resolve() for path in named}
    found = {path.resolve(): path for folder in paths if folder.is_dir() for path in dag_files(folder)}
    return named, {path for real, path in found.items() if real not in same}


def _main(output: Path, conversion: Conversion) -> dict[str, str]:
    """The app's main.py with the stacks that it has and the new ones, where it is as this command wrote it."""
    from databricks_workflows.cli._written import content_of
    from databricks_workflows.codegen import main_with

    before = content_of(output / MAIN)
    if before is None:
        return {}
    made = main_with(before, conversion.modules)
    return {MAIN: made} if made else {}


def _missing_lines(output: Path, conversion: Conversion) -> list[str]:
    """What the app's main.py needs for the stacks and has not yet."""
    from databricks_workflows.cli._written import content_of
    from databricks_workflows.codegen import lines_of, main_lines

    imports, calls = main_lines(conversion.modules)
    had_imports, had_calls = lines_of(content_of(output / MAIN) or "")
    return [line for line in (*imports, *calls) if line not in (*had_imports, *had_calls)]


def _gone(paths: Sequence[Path], output: Path, conversion: Conversion) -> Iterator[str]:
    """Modules whose DAG file, in a folder of this call, is not there any more or is in another module now."""
    from databricks_workflows.codegen import made_from

    folders = [path.resolve() for path in paths if path.is_dir()]
    now = {file: module.path for module in conversion.modules for file in module.files}
    for path in sorted(output.glob("stacks/*.py")):
        name = f"stacks/{path.name}"
        if name in now.values():
            continue
        for file in made_from(path.read_text(encoding="utf-8", errors="replace")):
            if not any(Path(file).resolve().is_relative_to(folder) for folder in folders):
                continue
            if file in now:
                yield f"{name} was made from {file}, which is in {now[file]} now; remove it, also from {MAIN}"
            elif not Path(file).exists():
                yield f"{name} was made from {file}, which is no longer there; remove it, also from {MAIN}"
