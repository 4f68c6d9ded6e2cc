"""Files that come with a workflow: notebooks, Python files, wheels and SQL, put into the workspace beside the job.

See https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/notebook and
https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/workspace_file
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

from databricks_workflows.diagnostics import Diagnostic, did_you_mean
from databricks_workflows.errors import WorkflowError
from databricks_workflows.model.tokens import TerraformExpression
from databricks_workflows.origin import caller, calling_folder, shown_path
from databricks_workflows.rules import FILE_MISSING


class LocalFile(TerraformExpression):
    """A file that will be in the workspace; where, is known when its stack is.

    Args:
        name: its path, as the author wrote it.
        source: the local file; None for one that is made of ``text``.
        text: its content; None for a local file.
        path: where it goes; None for a place of the stack's own.
    """

    kind: ClassVar[str]
    attribute: ClassVar[str]
    name: str
    source: str | None
    text: str | None
    path: str | None

    def __new__(cls, name: str, source: str | None, text: str | None, path: str | None) -> Self:
        made = super().__new__(cls, f"${{{cls.__name__}: {name}{f' -> {path}' if path else ''}}}")
        made.name, made.source, made.text, made.path = name, source, text, path
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """For pickle."""
        return self.name, self.source, self.text, self.path

    @classmethod
    def from_file(cls, file: str | Path, *, path: str | None = None) -> Self:
        """A file of the author's.

        Args:
            file: its path, counted from the folder of the Python file that this call stands in.
            path: where it goes in the workspace; left out, below ``/Workspace/Shared/<stack>/``.

        Raises:
            WorkflowError: there is no such file.
        """
        source = calling_folder() / file
        if not source.is_file():
            beside = [each.name for each in source.parent.iterdir()] if source.parent.is_dir() else []
            nearest = did_you_mean(source.name, beside)
            raise WorkflowError(
                [
                    Diagnostic(
                        code=FILE_MISSING.code,
                        severity=FILE_MISSING.severity,
                        summary=f"there is no file {str(file)!r} (looked for in {shown_path(str(source.parent))})",
                        remedy=nearest or "the path counts from the folder of the file that names it",
                        origin=caller(),
                    )
                ]
            )
        return cls(Path(file).as_posix(), str(source), None, path)


class Notebook(LocalFile):
    """A notebook that comes with the workflow: a ``databricks_notebook`` beside the job.

    Example:
        >>> import pathlib
        >>> from databricks_workflows import DatabricksNotebookOperator, Notebook
        >>> _ = pathlib.Path("load.py").write_text("# Databricks notebook source")
        >>> load = Notebook.from_file(pathlib.Path.cwd() / "load.py", path="/Shared/etl/load")
        >>> load.path
        '/Shared/etl/load'
    """

    kind = "databricks_notebook"
    attribute = "path"


class WorkspaceFile(LocalFile):
    """A file that comes with the workflow, such as a wheel, a Python or an SQL file: a ``databricks_workspace_file``.

    Example:
        >>> from databricks_workflows import WorkspaceFile
        >>> WorkspaceFile.from_text("sql/clean.sql", "DELETE FROM raw.events").name
        'sql/clean.sql'
    """

    kind = "databricks_workspace_file"
    attribute = "workspace_path"

    @classmethod
    def from_text(cls, name: str, text: str, *, path: str | None = None) -> Self:
        """A file whose content stands in the workflow itself.

        Args:
            name: its name, with folders.
            text: its content.
            path: where it goes in the workspace; left out, below ``/Workspace/Shared/<stack>/``.
        """
        return cls(name, None, text, path)
