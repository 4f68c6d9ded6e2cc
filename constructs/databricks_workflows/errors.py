"""The exceptions of this package.

WorkflowError           the author's workflow is wrong; carries every problem found
  AuthoringError        a call that can't be recorded at all (a task outside any group)
  LoadError             a file that can't be read as workflows
OutputError             what was made can't be written
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity, in_order
from databricks_workflows.origin import shown_path

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (errno.EEXIST, errno.ENOTDIR)


class WorkflowError(Exception):
    """The workflow is wrong; ``diagnostics`` holds every problem, ``str()`` their text form.

    Left uncaught in a program it is printed without a traceback (see ``uncaught``): the mistake is in the workflow, and
    the text names its place.

    Example:
        >>> from databricks_workflows.model import Cluster
        >>> try:
        ...     Cluster(num_workers="two")
        ... except WorkflowError as error:
        ...     [problem.code for problem in error.diagnostics]
        ['DW002']
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(in_order(diagnostics))
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(format_plain(each) for each in self.diagnostics)


class AuthoringError(WorkflowError):
    """A call that can't be recorded: no scope, an argument of the wrong kind for an edge."""


class LoadError(WorkflowError):
    """A file that can't be read as workflows."""


class OutputError(Exception):
    """What was made can't be written; the text says where, why, and what to do.

    Left uncaught in a program it is printed without a traceback, as a :class:`WorkflowError` is.
    """

    @classmethod
    def of(cls, path: Path, error: OSError) -> Self:
        """The error that an OSError is for whoever wants something written at ``path``."""
        remedies = {
            **dict.fromkeys(NO_ROOM, "make room, then do the same again"),
            **dict.fromkeys(NOT_ALLOWED, "make it writable, or give another folder"),
            **dict.fromkeys(_IN_THE_WAY, "something there is no folder: move it away, or give another folder"),
        }
        remedy = remedies.get(error.errno or 0, "")
        shown = shown_path(str(path))
        return cls("; ".join(filter(None, (f"{shown}: can't write it: {error.strerror or error}", remedy))))


_PLAIN = re.compile(r"(?:(?P<file>.+):(?P<line>\d+): )?error (?P<code>DW\d+): (?P<summary>.*)")


def read_plain(text: str) -> WorkflowError | None:
    """The error whose text this is; None where it is none.

    An error that an aspect raises goes through node, and only its text comes back.
    """
    head, _, remedy = text.partition("\n")
    match = _PLAIN.fullmatch(head)
    if match is None:
        return None
    origin = Origin(match["file"], int(match["line"])) if match["file"] else None
    remedy = "\n".join(line.strip() for line in remedy.splitlines())
    severity = Severity.ERROR
    return WorkflowError(
        [Diagnostic(code=match["code"], severity=severity, summary=match["summary"], remedy=remedy, origin=origin)]
    )


def format_plain(diagnostic: Diagnostic) -> str:
    """``FILE:LINE: error DW003: summary [stack/group/task]``, the remedy indented below."""
    place = f"{diagnostic.origin}: " if diagnostic.origin else ""
    path = f" [{diagnostic.where}]" if diagnostic.path else ""
    suppressed = " (suppressed)" if diagnostic.suppressed else ""
    lines = [f"{place}{diagnostic.severity} {diagnostic.code}: {diagnostic.summary}{path}{suppressed}"]
    lines += [f"    {line}" for line in diagnostic.remedy.splitlines()]
    return "\n".join(lines)
