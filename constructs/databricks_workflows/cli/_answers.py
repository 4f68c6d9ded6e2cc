"""What a worker may answer: plain data. The file that it reads runs in the same process, and could answer for it."""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final
from zoneinfo import ZoneInfo

from databricks_workflows.authoring import frozen
from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.diagnostics import Diagnostic, Origin, Place, Rule, Severity, Suppression
from databricks_workflows.model.beside import Beside
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.model.local_files import Notebook, WorkspaceFile
from databricks_workflows.model.tokens import TerraformExpression

Result = list[Dag] | tuple[Diagnostic, ...]
"""The DAGs of a file, or what keeps it from being read."""

BEGUN: Final = "begun"
"""The first answer: from here on the file is to blame for what happens."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An error of this package, as text: the exception may not travel."""

    summary: str
    trace: str


class Forged(Exception):
    """An answer that no worker gives; the text says what is in it."""


# What ``airflow.portable`` leaves in a DAG. Making one of these does nothing else.
_FROZEN = [each for each in vars(frozen).values() if is_dataclass(each) and isinstance(each, type)]
_OURS = (Broken, Origin, Place, Rule, Severity, Diagnostic, Suppression)
_EXPRESSIONS = (TerraformExpression, Beside, JobRef, Notebook, WorkspaceFile)
_CLASSES = {
    (each.__module__, each.__name__): each
    for each in (*_FROZEN, *_OURS, *_EXPRESSIONS, date, datetime, timedelta, timezone, ZoneInfo)
}


_LENGTH = struct.Struct("!Q")


def packed(answer: Result | Broken | str) -> bytes:
    """What is sent for an answer: its length, then itself."""
    data = pickle.dumps(answer)
    return _LENGTH.pack(len(data)) + data


def taken(received: bytearray) -> bytes | None:
    """The first answer that has come as a whole, taken out of what has come; half of one makes nobody wait."""
    if len(received) < _LENGTH.size:
        return None
    end = _LENGTH.size + _LENGTH.unpack_from(received)[0]
    if len(received) < end:
        return None
    data = bytes(received[_LENGTH.size : end])
    del received[:end]
    return data


def read_answer(data: bytes) -> Result | Broken | str:
    """The answer in what came through the pipe.

    Raises:
        Forged: it is none.
    """
    try:
        answer = _Unpickler(io.BytesIO(data)).load()
    except Forged:
        raise
    except Exception as error:
        raise Forged(f"{type(error).__name__}: {error}") from None
    is_result = isinstance(answer, list) and answer and all(isinstance(each, Dag) for each in answer)
    are_problems = isinstance(answer, tuple) and answer and all(isinstance(each, Diagnostic) for each in answer)
    if answer == BEGUN or isinstance(answer, Broken) or is_result or are_problems:
        return answer  # type: ignore[no-any-return]
    raise Forged(type(answer).__name__)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Only the classes of plain data; a function could do anything."""
        if (module, name) == ("builtins", "getattr"):
            return _maker_of_zones
        try:
            return _CLASSES[module, name]
        except KeyError:
            raise Forged(f"{module}.{name}") from None


def _maker_of_zones(owner: Any, name: str) -> Any:
    """What a time zone asks for in place of its class."""
    if owner is ZoneInfo and name == "_unpickle":
        return getattr(ZoneInfo, name)
    raise Forged(f"{owner!r}.{name}")
