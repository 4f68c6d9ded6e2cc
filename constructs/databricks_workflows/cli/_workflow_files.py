"""Reading workflow files for a command: in worker processes, then compiled here, each as a stack of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._progress import progress_bar
from databricks_workflows.cli._project import project_severities, read_settings
from databricks_workflows.cli._reading import Choices, Limits, Reading, of_file

if TYPE_CHECKING:
    from databricks_workflows.authoring import Dag
    from databricks_workflows.cli._answers import Result
    from databricks_workflows.diagnostics import Diagnostic
    from databricks_workflows.pipeline import Compiled, Settings


def read_workflow_files(
    paths: Sequence[Path], choices: Choices, limits: Limits, *, may_be_empty: Collection[Path] = ()
) -> dict[Path, Reading]:
    """What is in workflow files; what they print goes to stderr, file by file.

    Args:
        paths: the files.
        choices: how to compile them.
        limits: what reading them may take.
        may_be_empty: those for which it is no error when they hold no workflow.

    Raises:
        Unusable: the working folder's cdktf.json is wrong.
        Bug: this package failed while it read a file.
    """
    if not paths:
        return {}
    settings = replace(settings_of(choices, Path()), severities={})  # each file has those of its own project
    results = read_results(paths, choices, limits)
    unread = {
        path: of_file(path, (), map(as_info, result) if path in may_be_empty else result)
        for path, result in results.items()
        if isinstance(result, tuple)
    }
    read = {path: result for path, result in results.items() if not isinstance(result, tuple)}
    compiled = {
        path: _without_airflows_own(path, reading) if path in may_be_empty else reading
        for path, reading in _compiled(read, settings).items()
    }
    return unread | compiled


def _without_airflows_own(path: Path, reading: Reading) -> Reading:
    """A file that nobody named and in which Databricks runs nothing is Airflow's, and nothing is wrong with it."""
    from databricks_workflows.diagnostics import Diagnostics, Origin, Place
    from databricks_workflows.origin import shown_path
    from databricks_workflows.rules import NOTHING_FOUND, UNSUPPORTED

    if reading.jobs or {each.code for each in reading.diagnostics if each.is_error} != {UNSUPPORTED.code}:
        return reading
    shown = shown_path(str(path.absolute()))
    found = Diagnostics()
    summary = f"{shown}: its DAGs have nothing that Databricks runs"
    found.add(NOTHING_FOUND, Place("", Origin(shown, 1)), summary, "validate the file by itself to see why")
    return of_file(path, (), map(as_info, found))


def as_info(diagnostic: Diagnostic) -> Diagnostic:
    """A file without a workflow, where that is nobody's fault."""
    from databricks_workflows.diagnostics import Severity
    from databricks_workflows.rules import NOTHING_FOUND

    return replace(diagnostic, severity=Severity.INFO) if diagnostic.code == NOTHING_FOUND.code else diagnostic


def read_results(paths: Sequence[Path], choices: Choices, limits: Limits) -> dict[Path, Result]:
    """The DAGs of workflow files, or what keeps them from being read.

    Raises:
        Bug: this package failed while it read a file.
    """
    from databricks_workflows.cli._server import server

    server()
    from databricks_workflows.cli._workers import read_dag_files

    with progress_bar("reading files", len(paths)) as progress:
        files = read_dag_files(
            paths,
            variables=choices.variables,
            timeout=limits.timeout,
            workers=limits.workers,
            progress=progress,
        )
    for file in files:
        click.echo(file.printed, err=True, nl=False)
    return {file.path: file.result for file in files}


def _compiled(read: Mapping[Path, Sequence[Dag]], settings: Settings) -> dict[Path, Reading]:
    """What became of files; those whose DAGs run each other's jobs are compiled together, as in one stack."""
    from databricks_workflows.origin import shown_path
    from databricks_workflows.pipeline import check_together, compile
    from databricks_workflows.resolve.components import components
    from databricks_workflows.resolve.settings import stack_name
    from databricks_workflows.views.suppressions import leftovers

    named = {shown_path(str(path.absolute())): path for path in read}
    made = []
    for files in components({name: read[path] for name, path in named.items()}):
        of_stack = replace(settings, stack=stack_name(next(iter(files))))
        made.append((files, compile([dag for dags in files.values() for dag in dags], of_stack)))
    across = check_together([_of_dags(compiled, read.values()) for _, compiled in made])
    readings = {}
    for files, compiled in made:
        first, of = next(iter(files)), {dag.place.path: name for name, dags in files.items() for dag in dags}
        together: dict[str, Reading] = {}
        for name in files:
            jobs = tuple(job for job in compiled.jobs if of[_root(job.place.path, of)] == name)
            found = [*compiled.diagnostics, *check_together([compiled])]
            own = [each for each in found if _file_of(each, of, files, first) == name]
            own += [each for each in across if each.origin and each.origin.file == name and each not in own]
            together[name] = of_file(named[name], jobs, own)
        told = [each for reading in together.values() for each in reading.diagnostics]
        left = leftovers(files.keys(), compiled.suppressions, told)
        for name, reading in together.items():
            own = [each for each in left if each.origin and each.origin.file == name]
            readings[named[name]] = of_file(named[name], reading.jobs, [*reading.diagnostics, *own])
    return readings


def _of_dags(compiled: Compiled, files: Iterable[Sequence[Dag]]) -> Compiled:
    """Only the jobs of DAGs: Airflow takes one DAG of an id, and a lone workflow may well stand in several files."""
    roots = {dag.place.path: dag.place.path for dags in files for dag in dags if dag.dag_id is not None}
    return replace(compiled, jobs=tuple(job for job in compiled.jobs if _root(job.place.path, roots)))


def _root(path: str, of: Mapping[str, str]) -> str:
    """The DAG, or the lone workflow, that a path leads into."""
    return next((root for root in of if f"{path}/".startswith(f"{root}/")), "")


def _file_of(each: Diagnostic, of: Mapping[str, str], files: Collection[str], first: str) -> str:
    """The file that a problem is in: that of its DAG, else the one that it names."""
    if root := _root(each.path, of):
        return of[root]
    return each.origin.file if each.origin and each.origin.file in files else first


def settings_of(choices: Choices, folder: Path) -> Settings:
    """As a stack of the folder's app would have them.

    Raises:
        Unusable: the folder's cdktf.json is wrong.
    """
    import os

    from databricks_workflows.pipeline import Settings
    from databricks_workflows.resolve.project_context import CONTEXT, WrongContext, project_context

    try:
        own = project_context((read_settings(folder) or {}).get("context", {}).get(CONTEXT))
    except WrongContext as error:
        raise Unusable(f"{error.summary}; {error.remedy}") from None
    return Settings(
        clusters=own.get("clusters", {}),
        connections=own.get("connections", {}),
        environ={name: value for name, value in os.environ.items() if name.startswith("AIRFLOW_CONN_")},
        task_keys=choices.task_keys or "path",
        on_unmapped=choices.on_unmapped or "error",
        allow_unsupported=choices.allow_unsupported,
        ds=choices.ds,
        severities=project_severities(folder),
    )


def read_variables(path: Path) -> Mapping[str, Any]:
    """Airflow's variables from a JSON file.

    Raises:
        Unusable: it is no JSON object.
    """
    import json

    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Unusable(f"{path}: no JSON: {error}") from None
    if not isinstance(values, dict):
        raise Unusable(f"{path}: expected an object of variables by name")
    return values
