"""What a PATH of the command line is, and the jobs and problems in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from databricks_workflows.cli._errors import Unusable
from databricks_workflows.cli._project import CDKTF_JSON, makes_app, project_in, project_of, read_settings

if TYPE_CHECKING:
    from databricks_workflows.diagnostics import Diagnostic
    from databricks_workflows.resolve.resolved import Job


class Kind(StrEnum):
    """What a path can be."""

    APP = "app"
    DOCUMENT = "document"
    WORKFLOW_FILE = "workflow file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a workflow file is compiled; an app says that itself, a document is compiled already. None: the default."""

    task_keys: Literal["path", "airflow"] | None = None
    on_unmapped: Literal["error", "keep"] | None = None
    allow_unsupported: bool = False
    variables: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is compiled on its own: a file, or a stack of an app.

    Args:
        name: the file, or the stack's path.
        is_stack: which of the two it is.
        jobs: the jobs in it, as far as they could be made.
        diagnostics: its problems.
    """

    name: str
    is_stack: bool
    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is in some paths: their parts, and all problems in the order of the files, each at its own line."""

    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All jobs."""
        return tuple(job for part in self.parts for job in part.jobs)

    def closing(self) -> str:
        """``2 errors, 1 warning in 2 of 10 stacks``."""
        from databricks_workflows.views.problems import Tally, closing

        wrong = sum(bool(part.diagnostics) for part in self.parts)
        if not wrong:  # the program failed before it came to a stack
            return str(Tally.of(self.diagnostics))
        return closing(self.diagnostics, wrong, len(self.parts), self.unit)

    @property
    def unit(self) -> str:
        """What a part is called."""
        kinds = {part.is_stack for part in self.parts}
        return "stack" if kinds == {True} else "file" if kinds <= {False} else "file or stack"


def kind_of(path: Path) -> Kind:
    """Tell by the name and, for a Python file, by what it calls."""
    if path.is_dir() or path.name == CDKTF_JSON:
        return Kind.APP
    if path.suffix == ".json":
        return Kind.DOCUMENT
    return Kind.APP if path.suffix == ".py" and makes_app(path) else Kind.WORKFLOW_FILE


def read(paths: Sequence[Path], choices: Choices | None = None) -> Reading:
    """Read workflow files, apps and documents.

    Args:
        paths: what to read.
        choices: how to compile workflow files.

    Raises:
        Unusable: a path is nothing of the three, or ``choices`` are given for what has made its own.
    """
    choices = choices or Choices()
    return _joined(_read_one(path, choices) for path in paths)


def _read_one(path: Path, choices: Choices) -> Reading:
    kind = kind_of(path)
    if kind is not Kind.WORKFLOW_FILE and choices != Choices():
        raise Unusable(
            "--task-keys, --on-unmapped, --allow-unsupported and --variables are for workflow files, and "
            f"{path} is {_with_article(kind)}"
        )
    if kind is Kind.APP:
        return _read_app(path)
    return _read_document(path) if kind is Kind.DOCUMENT else _read_workflow_file(path, choices)


def _with_article(kind: Kind) -> str:
    return "an app, whose stacks say it" if kind is Kind.APP else "a document"


def _read_app(path: Path) -> Reading:
    from databricks_workflows.cli._program import run_program
    from databricks_workflows.views.locate import refine

    if path.is_dir():
        project = project_in(path)
    else:
        project = project_in(path.parent) if path.name == CDKTF_JSON else project_of(path)
    result = run_program(project)
    found = refine(result.diagnostics)
    parts = [
        Part(
            name=stack,
            is_stack=True,
            jobs=jobs,
            diagnostics=tuple(each for each in found if f"{each.path}/".startswith(f"{stack}/")),
        )
        for stack, jobs in result.stacks.items()
    ]
    return _reading(parts, found)


def _read_workflow_file(path: Path, choices: Choices) -> Reading:
    from databricks_workflows.airflow import load_dag_file
    from databricks_workflows.cli._stdout import stdout_to_stderr
    from databricks_workflows.errors import WorkflowError
    from databricks_workflows.node import use_node
    from databricks_workflows.pipeline import check_together, compile

    use_node()  # the file may import cdktf, though it need not
    try:
        with stdout_to_stderr():
            dags = load_dag_file(path, choices.variables)
        compiled = compile(dags, _settings(choices))
    except WorkflowError as error:
        return _file(path, (), error.diagnostics)
    return _file(path, compiled.jobs, [*compiled.diagnostics, *check_together([compiled])])


def _read_document(path: Path) -> Reading:
    from databricks_workflows.checks import check_jobs
    from databricks_workflows.diagnostics import Diagnostics, Origin, Place
    from databricks_workflows.origin import shown_path
    from databricks_workflows.render.document import read_document
    from databricks_workflows.rules import CANNOT_READ

    found = Diagnostics()
    shown = shown_path(str(path.absolute()))
    try:
        content = path.read_bytes()
    except OSError as error:
        found.add(CANNOT_READ, Place("", Origin(shown, 1)), f"{shown}: can't open it: {error.strerror}")
        return _file(path, (), found)
    document = read_document(content, shown)
    found.extend(document.diagnostics)
    check_jobs(document.jobs, found)
    return _file(path, document.jobs, found)


def _settings(choices: Choices) -> Any:
    """As a stack of the working folder's app would have them."""
    import os

    from databricks_workflows.pipeline import Settings

    own = (read_settings(Path()) or {}).get("context", {}).get("databricks_workflows", {})
    return Settings(
        clusters=_mapping(own, "clusters"),
        connections=_mapping(own, "connections"),
        environ={name: value for name, value in os.environ.items() if name.startswith("AIRFLOW_CONN_")},
        task_keys=choices.task_keys or "path",
        on_unmapped=choices.on_unmapped or "error",
        allow_unsupported=choices.allow_unsupported,
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


def _mapping(settings: Any, name: str) -> Mapping[str, Any]:
    value = settings.get(name, {}) if isinstance(settings, Mapping) else None
    if not isinstance(value, Mapping):
        raise Unusable(f"{CDKTF_JSON}: {name!r} in the context 'databricks_workflows' is no object")
    return value


def _file(path: Path, jobs: tuple[Job, ...], diagnostics: Iterable[Diagnostic]) -> Reading:
    from databricks_workflows.views.locate import refine

    found = tuple(refine(diagnostics))
    return _reading([Part(name=str(path), is_stack=False, jobs=jobs, diagnostics=found)], found)


def _joined(readings: Iterable[Reading]) -> Reading:
    read = list(readings)
    return _reading([part for each in read for part in each.parts], [each for one in read for each in one.diagnostics])


def _reading(parts: Iterable[Part], diagnostics: Iterable[Diagnostic]) -> Reading:
    from databricks_workflows.diagnostics import in_order

    return Reading(parts=tuple(parts), diagnostics=tuple(in_order(diagnostics)))
