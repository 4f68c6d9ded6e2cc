"""The app: all problems of all stacks at once, and a good output folder that no bad one ever replaces."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsii.errors

from databricks_workflows.cdk._cdk import App
from databricks_workflows.cdk.collector import Collector
from databricks_workflows.cdk.output import cannot_write, copy_files, move_into_place
from databricks_workflows.diagnostics import Severity
from databricks_workflows.errors import WorkflowError, read_plain
from databricks_workflows.files import Staging, errors_of
from databricks_workflows.views.problems import report

# What the npm CLI sets for the program that it runs; it prints the annotations itself.
_RUN_BY_CLI = "CDKTF_CONTEXT_JSON"
_OF_NODE = (RuntimeError, jsii.errors.JSIIError, jsii.errors.JavaScriptError)


class WorkflowApp(Collector, App):
    """An app of workflow stacks.

    It synthesizes beside the output folder and moves the files there only when every stack is right.

    Args:
        outdir: the output folder. Default: ``CDKTF_OUTDIR``, which ``cdktf synth`` sets, else ``cdktf.out``.
        context: values that constructs can read with ``node.try_get_context``; those of ``cdktf.json`` win.

    Example:
        >>> from databricks_workflows import WorkflowApp, WorkflowStack
        >>> app = WorkflowApp()
        >>> stack = WorkflowStack(app, "empty")
    """

    def __init__(
        self,
        outdir: str | Path | None = None,
        *,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self._final = Path(outdir or os.environ.get("CDKTF_OUTDIR") or "cdktf.out").absolute()
        with errors_of(self._final):
            self._made = Staging(self._final)
        self._staging = self._made.path
        Collector.__init__(self)
        with self._unwritten_told():
            App.__init__(self, outdir=str(self._staging), context=context, stack_traces=False)

    @property
    def output_folder(self) -> Path:
        """Where the documents are after :meth:`synth`; ``outdir`` is where they are made."""
        return self._final

    def synth(self) -> None:
        """Synthesize every stack.

        Raises:
            WorkflowError: something is wrong in any stack; the output folder is as it was.
            OutputError: the documents can't be written.
        """
        try:
            self._write()
        except BaseException:
            shutil.rmtree(self._staging, ignore_errors=True)
            raise
        finally:
            self._made.release()
        if _RUN_BY_CLI not in os.environ:
            self._print_warnings()

    def _write(self) -> None:
        self.forget()
        with errors_of(self._final):
            # CDKTF makes these once, in the app's constructor; a former synth has moved them.
            self._made.open()
            (self._staging / "stacks").mkdir(exist_ok=True)
        try:
            with self._unwritten_told():
                super().synth()
        except _OF_NODE as error:
            raised = read_plain(str(error))
            if raised is not None:
                self.collect_raised(raised)
            elif not self.errors:
                raise
        if self.errors:
            raise WorkflowError(self.errors)
        with errors_of(self._final):
            for path, compiled in self.compiled.items():
                copy_files(compiled.jobs, self._staging / "stacks" / path)
        move_into_place(self._staging, self._final)

    @contextmanager
    def _unwritten_told(self) -> Iterator[None]:
        """What node can't write is told as what Python can't."""
        try:
            yield
        except _OF_NODE as error:
            if unwritten := cannot_write(error, self._staging, self._final):
                raise unwritten from None
            raise

    def _print_warnings(self) -> None:
        warnings = [each for each in self.diagnostics if each.severity is Severity.WARNING and not each.suppressed]
        report(warnings, sys.stderr)
