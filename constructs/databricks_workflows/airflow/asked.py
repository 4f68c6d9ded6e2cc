"""What a file asks for while it is read, and the line that asks."""

from __future__ import annotations

import sys
from types import FrameType


class Asked:
    """Names, each with the line of the file from which it was first asked for.

    Args:
        file: the file; what a module asks that it imports counts as asked by the import.

    Attributes:
        lines: the lines by name.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[str, int] = {}

    def add(self, name: str) -> None:
        """Note a name."""
        if name in self.lines:
            return
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self._file:
            frame = frame.f_back
        self.lines[name] = frame.f_lineno if frame else 1
