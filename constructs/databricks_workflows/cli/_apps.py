"""The apps of a program that runs in this process, from their making to their end.

The npm CLI tells its program through environment variables what to do. Here it is given to each ``App`` as it is made:
the node that CDKTF runs in keeps the environment of its start, and may serve several programs.
"""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.documents import read_document
from databricks_workflows.errors import WorkflowError
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.pipeline import Compiled
from databricks_workflows.resolve.resolved import Job

if TYPE_CHECKING:
    from databricks_workflows.cdk._cdk import App, TerraformStack

Check = Callable[[Path, Sequence[Job]], None]
"""Looks at a folder of new documents, and at the jobs in them, before they are moved into place."""


class Watch:
    """The apps of a program, from their making to their end."""

    def __init__(self, scratch: Path, context: Mapping[str, Any], output: Path | None, check: Check | None) -> None:
        self.scratch = scratch
        self.context = context
        self.output = output
        self.check = check
        self.made: list[App] = []
        self.synthesized: list[App] = []
        self.failures: dict[int, Exception] = {}
        self.folders: dict[int, Path] = {}
        self.bug: Exception | None = None

    @contextmanager
    def apps_being_made(self) -> Iterator[None]:
        """Stand in for CDKTF's ``App`` where it begins and ends."""
        from databricks_workflows.cdk import app as cdk_app
        from databricks_workflows.cdk import workflows as cdk_workflows
        from databricks_workflows.cdk._cdk import App

        with (
            _replaced(App, "__init__", self._begin),
            _replaced(App, "synth", self._end),
            _replaced(cdk_app, "move_into_place", self._move),
            _replaced(cdk_workflows, "compile", self._compile),
        ):
            yield

    def _begin(self, original: Any, app: App, **settings: Any) -> None:
        from databricks_workflows.cdk import WorkflowApp

        settings["context"] = {**(settings.get("context") or {}), **self.context}
        if not isinstance(app, WorkflowApp):  # that one works beside its folder by itself
            own = settings.get("outdir")
            self.folders[id(app)] = Path(own or os.environ["CDKTF_OUTDIR"]).absolute()
            settings["outdir"] = tempfile.mkdtemp(dir=self.scratch)
        original(app, **settings)
        self.made.append(app)

    def _end(self, original: Any, app: App) -> None:
        from databricks_workflows.cdk import WorkflowApp
        from databricks_workflows.cdk.output import cannot_write, move_into_place

        try:
            original(app)
        except Exception as error:
            self.failures[id(app)] = error
            if unwritten := cannot_write(error, Path(app.outdir), self.folder(app)):
                raise unwritten from None
            raise
        if self.errors(app):
            return
        if self.check is not None:
            self.check(Path(app.outdir), [job for compiled in self.compiled(app).values() for job in compiled.jobs])
        if self.output is not None and not isinstance(app, WorkflowApp):
            move_into_place(Path(app.outdir), self.folders[id(app)])
        self.synthesized.append(app)

    def _move(self, original: Any, made: Path, final: Path) -> None:
        if self.output is not None:
            original(made, final)

    def _compile(self, original: Any, *arguments: Any) -> Compiled:
        try:
            compiled: Compiled = original(*arguments)
        except WorkflowError:
            raise
        except Exception as error:  # on its way through node it would lose its traceback
            self.bug = error
            raise
        return compiled

    # What is known of an app

    def compiled(self, app: App) -> Mapping[str, Compiled]:
        """What became of each stack, by its path."""
        from databricks_workflows.cdk import WorkflowApp
        from databricks_workflows.cdk.workflows import ID, StackWorkflows

        if isinstance(app, WorkflowApp):
            return app.compiled
        compiled: dict[str, Compiled] = {}
        for stack in _stacks(app):
            workflows = stack.node.try_find_child(ID)
            if isinstance(workflows, StackWorkflows):
                workflows.compile_for_good()
                compiled[str(stack.node.path)] = workflows._compiled()
        return compiled

    def diagnostics(self, app: App) -> Sequence[Diagnostic]:
        from databricks_workflows.cdk import WorkflowApp

        if isinstance(app, WorkflowApp):
            return app.diagnostics
        return [each for compiled in self.compiled(app).values() for each in compiled.diagnostics]

    def errors(self, app: App) -> list[Diagnostic]:
        return [each for each in self.diagnostics(app) if each.is_error]

    def has_errors(self) -> bool:
        return any(self.errors(app) for app in self.made)

    def ended(self) -> list[App]:
        """The apps that were synthesized, well or not."""
        return [app for app in self.made if app in self.synthesized or id(app) in self.failures or self.errors(app)]

    def stacks(self, app: App) -> dict[str, tuple[Job, ...]]:
        """The jobs of each stack, by its path."""
        compiled = {path: self._jobs(app, path, each) for path, each in self.compiled(app).items()}
        return {str(stack.node.path): () for stack in _stacks(app)} | compiled

    def folder(self, app: App) -> Path:
        """Where its documents are in the end."""
        from databricks_workflows.cdk import WorkflowApp

        return app.output_folder if isinstance(app, WorkflowApp) else self.folders[id(app)]

    def _jobs(self, app: App, path: str, compiled: Compiled) -> tuple[Job, ...]:
        """The jobs of a stack; CDKTF's tokens in them are replaced by what the stack's document has."""
        if not any(_has_token(job.settings.as_dict()) for job in compiled.jobs):
            return compiled.jobs
        folder = Path(app.outdir) if self.output is None else self.folder(app)
        document = folder / "stacks" / path / "cdk.tf.json"
        if not document.is_file():
            return compiled.jobs
        resolved = {job.address: job for job in read_document(document.read_bytes(), document.name).jobs}
        return tuple(
            replace(job, settings=resolved[job.address].settings) if job.address in resolved else job
            for job in compiled.jobs
        )


def _stacks(app: App) -> list[TerraformStack]:
    from databricks_workflows.cdk._cdk import TerraformStack

    return [each for each in app.node.children if isinstance(each, TerraformStack)]


def _has_token(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_token(each) for each in value.values())
    if isinstance(value, list):
        return is_unknown(value) or any(_has_token(each) for each in value)
    return "TfToken[" in value if isinstance(value, str) else is_unknown(value)


@contextmanager
def _replaced(owner: Any, name: str, by: Callable[..., Any]) -> Iterator[None]:
    original = getattr(owner, name)

    @functools.wraps(original)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        return by(original, *args, **kwargs)

    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)
