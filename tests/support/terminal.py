"""Commands on a terminal of their own."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys


def on_a_terminal(*arguments: str, columns: int = 100, **environment: str) -> tuple[str, int]:
    """What people see, and the exit code."""
    code = "from databricks_workflows.cli import main; main()"
    ours, terminal = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment},
    )
    os.close(terminal)
    seen = bytearray()
    with contextlib.suppress(OSError):  # Linux says so that the other side is closed
        while piece := os.read(ours, 4096):
            seen += piece
    os.close(ours)
    return seen.decode().replace("\r\n", "\n"), child.wait()
