"""Reading a workflow file: a Python file with groups at its top level and no app."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from databricks_workflows.airflow.stand_ins import stand_ins
from databricks_workflows.authoring import Node, Scope
from databricks_workflows.authoring._scope import only_open, reopen
from databricks_workflows.diagnostics import Diagnostic, Origin
from databricks_workflows.errors import LoadError, WorkflowError
from databricks_workflows.origin import shown_path
from databricks_workflows.rules import CANNOT_READ, NOTHING_FOUND


def load_file(path: str | Path) -> tuple[Node, ...]:
    """Run a workflow file and return what stands at its top level: DAGs, groups and sensors, in the order of writing.

    The file runs afresh at every call, as a script does, with stand-ins for the ``airflow`` modules it imports. It gets
    plain objects whatever it imports, and none of them is compiled here.

    Args:
        path: the file.

    Raises:
        LoadError: the file is missing, is no Python, fails, or holds no workflow.
        WorkflowError: a typed model in it is wrong.
    """
    path = Path(path)
    shown = shown_path(str(path.absolute()))
    try:
        code = compile(path.read_bytes(), str(path.absolute()), "exec", dont_inherit=True)
    except OSError as error:
        raise _unreadable(shown, 1, f"can't open it: {error.strerror}", "check the path") from None
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise _unreadable(shown, line, f"it is no Python: {error}", "run it with python to see more") from None

    top = Scope()
    module = ModuleType("workflow_file_" + re.sub(r"\W", "_", path.stem))
    module.__file__ = str(path.absolute())
    with stand_ins(module), _alone(), top:
        _run(code, vars(module), shown, str(path.absolute()))
    if not top.members:
        raise LoadError(
            [
                Diagnostic(
                    code=NOTHING_FOUND.code,
                    severity=NOTHING_FOUND.severity,
                    summary=f"{shown} holds no workflow group",
                    remedy="write a DatabricksWorkflowTaskGroup at its top level",
                    origin=Origin(shown, 1),
                )
            ]
        )
    return tuple(top.members)


@contextmanager
def _alone() -> Iterator[None]:
    """No block of the caller is open inside the file; what the file leaves open or changes is taken back."""
    token, path = only_open(), list(sys.path)
    try:
        yield
    finally:
        reopen(token)
        sys.path[:] = path


def _run(code: object, namespace: dict[str, object], shown: str, file: str) -> None:
    try:
        exec(code, namespace)  # type: ignore[arg-type]
    except WorkflowError:
        raise
    except (Exception, SystemExit) as error:
        frames = [frame for frame in traceback.extract_tb(sys.exc_info()[2]) if frame.filename == file]
        line = frames[-1].lineno if frames else None
        raise _unreadable(
            shown, line or 1, f"it fails when it is read: {type(error).__name__}: {error}", _remedy(error)
        ) from None


def _remedy(error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"install {error.name}, or keep what needs it out of the workflow file"
    return "mend the line, or move what fails out of the module's top level"


def _unreadable(shown: str, line: int, why: str, remedy: str) -> LoadError:
    return LoadError(
        [
            Diagnostic(
                code=CANNOT_READ.code,
                severity=CANNOT_READ.severity,
                summary=f"{shown}: {why}",
                remedy=remedy,
                origin=Origin(shown, line),
            )
        ]
    )
