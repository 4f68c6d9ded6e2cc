"""What a PATH of the command line is, and the jobs and problems in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._project import CDKTF_JSON, MAIN, makes_app, project_in, project_of, project_severities
from databricks_workflows.cli._reading import Choices, Limits, Part, Reading, joined, of_file, reading_of

STDIN = Path("-")
_NOT_JSON = {".tf": "HCL", ".tofu": "HCL", ".yaml": "YAML", ".yml": "YAML"}


class Kind(StrEnum):
    """What a path can be."""

    APP = "app"
    DOCUMENT = "document"
    FOLDER = "folder of files"
    WORKFLOW_FILE = "workflow file"


def kind_of(path: Path) -> Kind:
    """Tell by the name and what lies in a folder and, for a Python file, by what it calls."""
    if path == STDIN:
        return Kind.DOCUMENT
    if path.is_dir():
        return Kind.APP if any((path / name).exists() for name in (CDKTF_JSON, MAIN)) else Kind.FOLDER
    if path.name == CDKTF_JSON:
        return Kind.APP
    if path.suffix in (".json", *_NOT_JSON):
        return Kind.DOCUMENT
    return Kind.APP if path.suffix == ".py" and makes_app(path) else Kind.WORKFLOW_FILE


def read(
    paths: Sequence[Path],
    choices: Choices | None = None,
    limits: Limits | None = None,
    *,
    allow_empty: bool = False,
) -> Reading:
    """Read workflow files, folders of them, apps and documents; what is given twice counts once.

    Args:
        paths: what to read.
        choices: how to compile workflow files.
        limits: what reading them, or running an app, may take.
        allow_empty: whether files may be named that hold no workflow; one that does not look like a workflow file is
            not run then, as in a folder.

    Raises:
        Unusable: a path is nothing of these, ``choices`` are given for what has made its own, or a project gives
            severities that there are not.
    """
    from databricks_workflows.cli._folders import looks_like_dags
    from databricks_workflows.cli._workflow_files import read_workflow_files

    choices, limits = choices or Choices(), limits or Limits()
    found = _found(paths)
    if choices != Choices():
        for path, kind in found.items():
            if kind is not Kind.WORKFLOW_FILE:
                raise Unusable(
                    "--task-keys, --on-unmapped, --ds, --allow-unsupported and --variables are for workflow files, "
                    f"and {path} is {_with_article(kind)}"
                )
    for path, kind in found.items():
        if kind is not Kind.APP:
            project_severities(path.parent, app=Path())  # what is wrong there is told before anything is read
    files = [path for path, kind in found.items() if kind is Kind.WORKFLOW_FILE]
    others = [path for path in files if allow_empty and not looks_like_dags(path)]
    named = set() if allow_empty else set(paths)
    read_files = {path: _not_run(path) for path in others} | read_workflow_files(
        [path for path in files if path not in others], choices, limits, may_be_empty=set(files) - named
    )
    return joined(
        read_files[path] if path in read_files else _read_other(path, kind, limits, allow_empty)
        for path, kind in found.items()
    )


def _found(paths: Sequence[Path]) -> dict[Path, Kind]:
    """The files in folders in place of these; each once, as it was named first."""
    given = {os.path.realpath(path) for path in paths}
    found: dict[str, tuple[Path, Kind]] = {}
    for path in paths:
        kind = kind_of(path)
        if kind is not Kind.FOLDER:
            found.setdefault(os.path.realpath(path), (path, kind))
            continue
        for file, its_kind in _members(path):
            if os.path.realpath(file) not in given:
                found.setdefault(os.path.realpath(file), (file, its_kind))
    return dict(found.values())


def _members(folder: Path) -> list[tuple[Path, Kind]]:
    """What counts in a folder: the stacks of an output, else DAG files, else files of jobs."""
    from databricks_workflows.cli._document_folders import job_documents, terraform_documents
    from databricks_workflows.cli._folders import find_dag_files

    documents = terraform_documents(folder)
    if not documents and (files := find_dag_files(folder)):
        return [(file, Kind.WORKFLOW_FILE) for file in files]
    documents = documents or job_documents(folder)
    if not documents:
        raise Unusable(
            f"{folder}: there is no cdktf.json, no main.py, no cdk.tf.json, and below it no .py file that speaks of "
            "airflow or databricks_workflows and of a dag or WorkflowTaskGroup, and no .json file that holds a job"
        )
    return [(file, Kind.DOCUMENT) for file in documents]


def _not_run(path: Path) -> Reading:
    """A file that does not look like a workflow file."""
    from databricks_workflows.cli._workflow_files import as_info
    from databricks_workflows.diagnostics import Diagnostics, Origin, Place
    from databricks_workflows.origin import shown_path
    from databricks_workflows.rules import NOTHING_FOUND

    found = Diagnostics()
    shown = shown_path(str(path.absolute()))
    found.add(
        NOTHING_FOUND, Place("", Origin(shown, 1)), f"{shown} does not look like a workflow file, and was not run"
    )
    return of_file(path, (), map(as_info, found))


def _read_other(path: Path, kind: Kind, limits: Limits, allow_empty: bool) -> Reading:
    return _read_app(path, limits) if kind is Kind.APP else _read_document(path, allow_empty)


def _with_article(kind: Kind) -> str:
    return "an app, whose stacks say it" if kind is Kind.APP else "a document"


def _read_app(path: Path, limits: Limits) -> Reading:
    from databricks_workflows.cli._program import run_program
    from databricks_workflows.views.locate import refine
    from databricks_workflows.views.same_place import told_once

    if path.is_dir():
        project = project_in(path)
    else:
        project = project_in(path.parent) if path.name == CDKTF_JSON else project_of(path)
    result = run_program(project, timeout=limits.timeout)
    found = told_once(refine(result.diagnostics))
    parts = [
        Part(
            name=stack,
            is_stack=True,
            jobs=jobs,
            diagnostics=tuple(each for each in found if f"{each.path}/".startswith(f"{stack}/")),
        )
        for stack, jobs in result.stacks.items()
    ]
    return reading_of(parts, found)


def _read_document(path: Path, allow_empty: bool) -> Reading:
    from databricks_workflows.checks import check_jobs
    from databricks_workflows.cli._beside import documents_beside
    from databricks_workflows.cli._workflow_files import as_info
    from databricks_workflows.diagnostics import Diagnostics, Origin, Place
    from databricks_workflows.documents import read_document
    from databricks_workflows.origin import shown_path
    from databricks_workflows.resolve.settings import today
    from databricks_workflows.rules import CANNOT_READ

    found = Diagnostics()
    shown = "<stdin>" if path == STDIN else shown_path(str(path.absolute()))
    if path.suffix in _NOT_JSON:
        found.add(
            CANNOT_READ,
            Place("", Origin(shown, 1)),
            f"{shown} is {_NOT_JSON[path.suffix]}, and documents are read in JSON",
            "give a cdk.tf.json, as `cdktf synth` writes it, or a job, as `databricks jobs get ID` answers it",
        )
        return of_file(path, (), map(as_info, found) if allow_empty else found)
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        found.add(CANNOT_READ, Place("", Origin(shown, 1)), f"{shown}: can't open it: {error.strerror}")
        return of_file(path, (), found)
    document = read_document(content, shown, None if path == STDIN else documents_beside(path))
    found.extend(map(as_info, document.diagnostics) if allow_empty else document.diagnostics)
    check_jobs(document.jobs, found, today())
    return of_file(path, document.jobs, found)
