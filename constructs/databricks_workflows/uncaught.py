"""A wrong workflow ends a program with its problems, not with a traceback.

A typed model may be wrong when a user's module is imported, before any call of ours could catch it: so this is in place
as soon as the package is.
"""

from __future__ import annotations

import sys
from types import TracebackType

_before = sys.excepthook


def report_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a wrong workflow, or an output that can't be written, as every command does; leave the rest to Python."""
    from databricks_workflows.errors import OutputError, WorkflowError

    if isinstance(error, OutputError):
        sys.stderr.write(f"Error: {error}\n")
        return
    if not isinstance(error, WorkflowError):
        _before(kind, error, trace)
        return
    from databricks_workflows.views.locate import refine
    from databricks_workflows.views.problems import report

    report(refine(error.diagnostics), sys.stderr)


def install() -> None:
    """Put it in Python's place for uncaught errors."""
    sys.excepthook = report_uncaught
