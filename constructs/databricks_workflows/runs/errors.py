"""What keeps a run from being started, watched or changed.

RunsError               one line that says what is wrong and what to do
  Misused               nothing was asked of the workspace: a name that nothing has, a date that is none
  WorkspaceError        the workspace refused, could not be reached, or gave no answer that one can read
"""

from __future__ import annotations


class RunsError(Exception):
    """One line for the person at the terminal."""


class Misused(RunsError):
    """The command asks for what isn't there; the text names the nearest that is."""


class WorkspaceError(RunsError):
    """The workspace refused or could not be reached.

    Args:
        text: what is wrong and what to do.
        missing: whether it is because what was asked for does not exist.
    """

    def __init__(self, text: str, *, missing: bool = False) -> None:
        super().__init__(text)
        self.missing = missing
