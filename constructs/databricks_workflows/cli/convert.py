"""``databricks-workflows convert PATH... -o DIR``: DAG files as a CDKTF project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import FINE, WRONG, Unusable
from databricks_workflows.cli._options import chosen, reading_options
from databricks_workflows.cli._project import CDKTF_JSON, MAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from databricks_workflows.authoring import Dag
    from databricks_workflows.cli._reading import Choices, Limits
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
@click.option("--overwrite", is_flag=True, help="Write over files that are there and differ.")
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
    is 1 then. What became of each DAG is printed, and written to REPORT.md.
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
        Unusable: a path holds no DAG file, or a file that is to be written is there and differs.
    """
    import json
    import sys

    from databricks_workflows.codegen.report import Grade
    from databricks_workflows.views.conversion import as_dict, markdown, print_report

    is_new = not (output / CDKTF_JSON).exists()
    conversion = _converted(paths, output, choices, limits, is_new)
    files = {**conversion.files, REPORT: markdown(conversion.report)} if conversion.modules else {}
    written = _write(output, files, overwrite)
    missing = [] if is_new else _missing_lines(output, conversion)
    if as_json:
        shown = {**as_dict(conversion.report), "written": sorted(written), "add_to_main": missing}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        print_report(conversion.report, sys.stdout)
        done = f"{len(written)} files -> {output}   report: {output / REPORT}"
        click.echo(done if written else "Nothing was written.")
        if missing:
            click.echo(f"Add to {output / MAIN}, the calls before app.synth():")
            click.echo("\n".join(f"    {line}" for line in missing))
    unmade = any(entry.module is None for entry in conversion.report.graded(Grade.REFUSED))
    return WRONG if unmade else FINE


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


def _write(output: Path, files: Mapping[str, str], overwrite: bool) -> list[str]:
    """Write what is new or changed, everything or nothing; returns what the project has now of it.

    Raises:
        Unusable: something is there and differs, or can't be written.
    """
    there = {name: _content(output / name) for name in files}
    differ = [str(output / name) for name, before in there.items() if before not in (None, files[name])]
    if differ and not overwrite:
        listed = "\n".join(f"  {each}" for each in differ)
        raise Unusable(f"these are there and differ; nothing was written (--overwrite writes over them):\n{listed}")
    try:
        for name, content in files.items():
            if there[name] != content:
                (output / name).parent.mkdir(parents=True, exist_ok=True)
                (output / name).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Unusable(f"{error.filename}: can't write it: {error.strerror}") from None
    return list(files)


def _content(path: Path) -> str | None:
    """What is in a file; None where there is none."""
    try:
        return path.read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable(f"{path}: can't read it: {error.strerror}") from None


def _missing_lines(output: Path, conversion: Conversion) -> list[str]:
    """What the app's main.py needs for the stacks and has not yet."""
    from databricks_workflows.codegen import main_lines

    imports, calls = main_lines(conversion.modules)
    have = {line.strip() for line in (_content(output / MAIN) or "").splitlines()}
    return [line for line in (*imports, *calls) if line not in have]
