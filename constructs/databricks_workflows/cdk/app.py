"""The app: all problems of all stacks at once, and a good output folder that no bad one ever replaces."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsii.errors

from databricks_workflows.cdk._cdk import App, TerraformStack
from databricks_workflows.cdk.output import move_into_place
from databricks_workflows.diagnostics import Diagnostic, Severity, in_order
from databricks_workflows.errors import WorkflowError, format_plain
from databricks_workflows.pipeline import Compiled
from databricks_workflows.rules import CONSTRUCT_INVALID

# What the npm CLI sets for the program that it runs; it prints the annotations itself.
_RUN_BY_CLI = "CDKTF_CONTEXT_JSON"


class WorkflowApp(App):
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
        self._final.parent.mkdir(parents=True, exist_ok=True)
        self._staging = Path(tempfile.mkdtemp(prefix=f".{self._final.name}-", dir=self._final.parent))
        atexit.register(shutil.rmtree, self._staging, ignore_errors=True)
        self._compiled: list[Compiled] = []
        self._others: list[Diagnostic] = []
        super().__init__(outdir=str(self._staging), context=context)

    @property
    def output_folder(self) -> Path:
        """Where the documents are after :meth:`synth`; ``outdir`` is where they are made."""
        return self._final

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem that the last :meth:`synth` found, in the order of the authors' files."""
        compiled = (each for compiled in self._compiled for each in compiled.diagnostics)
        return tuple(in_order([*compiled, *self._others]))

    @property
    def compiled(self) -> tuple[Compiled, ...]:
        """What the last :meth:`synth` made of each stack."""
        return tuple(self._compiled)

    def collect(self, compiled: Compiled) -> None:
        """Take a stack's result in."""
        self._compiled.append(compiled)

    def collect_invalid(self, stack: TerraformStack, message: str) -> None:
        """Take in what other constructs' validations say of a stack."""
        for line in _messages(message):
            self._others.append(
                Diagnostic(
                    code=CONSTRUCT_INVALID.code,
                    severity=CONSTRUCT_INVALID.severity,
                    summary=line,
                    path=str(stack.node.path),
                )
            )

    def synth(self) -> None:
        """Synthesize every stack.

        Raises:
            WorkflowError: something is wrong in any stack; the output folder is as it was.
        """
        self._compiled.clear()
        self._others.clear()
        try:
            super().synth()
        except (RuntimeError, jsii.errors.JSIIError, jsii.errors.JavaScriptError):
            if not self._errors():
                raise
        finally:
            errors = self._errors()
            if errors:
                shutil.rmtree(self._staging, ignore_errors=True)
        if errors:
            raise WorkflowError(errors)
        move_into_place(self._staging, self._final)
        if _RUN_BY_CLI not in os.environ:
            self._print_warnings()

    def _errors(self) -> list[Diagnostic]:
        return [each for each in self.diagnostics if each.is_error]

    def _print_warnings(self) -> None:
        for each in self.diagnostics:
            if each.severity is Severity.WARNING and not each.suppressed:
                print(format_plain(each), file=sys.stderr)


def _messages(text: str) -> list[str]:
    """CDKTF's one error as the messages it was made of."""
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line.startswith("[")]
    return found or [" ".join(filter(None, lines))]
