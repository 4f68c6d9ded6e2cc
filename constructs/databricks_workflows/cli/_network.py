"""No file reaches the network while it is read: what comes of it would depend on who answers, and when."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from types import FrameType
from typing import Any

from databricks_workflows.airflow.loader import unreadable
from databricks_workflows.diagnostics import Diagnostic, Severity
from databricks_workflows.errors import LoadError

_TO_AN_ADDRESS = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg"))
_BY_NAME = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"))
_FAMILIES = (socket.AF_INET, socket.AF_INET6)
_THIS_HOST = socket.gethostname()
_REMEDY = (
    "give the value another way (--variables FILE, an environment variable), or move the call out of the module's "
    "top level"
)


class Network:
    """Refuses every connection of this process that Python's own sockets would make, for as long as it lives.

    Args:
        file: the file that is read.
        shown: its name as people see it.
    """

    def __init__(self, file: str, shown: str) -> None:
        self._file = file
        self._shown = shown
        self._refused: list[LoadError] = []
        sys.addaudithook(self._audit)

    def cause_of(self, error: BaseException) -> LoadError | None:
        """The refusal that an error comes of, whatever the file or a library made of it."""
        seen: BaseException | None = error
        while seen is not None:
            for refusal in self._refused:
                if refusal is seen:
                    return refusal
            seen = seen.__cause__ or seen.__context__
        return None

    def unheeded(self) -> tuple[Diagnostic, ...]:
        """What was refused, as warnings, for a file that went on without it."""
        return tuple(dict.fromkeys(self._warnings()))

    def _warnings(self) -> Iterator[Diagnostic]:
        for each in (found for error in self._refused for found in error.diagnostics):
            summary = f"{each.summary}; here it gets none, and goes on without it"
            yield replace(each, severity=Severity.WARNING, summary=summary)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        target = _target(event, arguments)
        if target is None:
            return
        why = f"it opens a network connection ({target}) when it is read"
        error = unreadable(self._shown, line_of(self._file, sys._getframe(1)), why, _REMEDY)
        self._refused.append(error)
        raise error


def line_of(file: str, frame: FrameType | None) -> int:
    """The line of a file that is being run, as seen from a frame below it; 1 where it is not above."""
    while frame is not None:
        if frame.f_code.co_filename == file:
            return frame.f_lineno
        frame = frame.f_back
    return 1


def _target(event: str, arguments: tuple[Any, ...]) -> str | None:
    """Where a call wants to go; None where it stays on this machine's own sockets and names."""
    if event in _TO_AN_ADDRESS:
        one, address = arguments
        return _shown(*address[:2]) if one.family in _FAMILIES and address else None
    if event in _BY_NAME:
        host, port = (*arguments, None)[:2]
        return _shown(host, port) if host and host != _THIS_HOST else None
    return None


def _shown(host: Any, port: Any) -> str:
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    return name if port is None else f"[{name}]:{port}" if ":" in name else f"{name}:{port}"
