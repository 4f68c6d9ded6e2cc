"""stdout belongs to the command's result: what a user's file prints goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress


@contextmanager
def stdout_to_stderr() -> Iterator[None]:
    """Send to stderr what is printed meanwhile, by Python or by a program that it starts."""
    before = sys.stdout
    before.flush()
    ours = None
    with suppress(OSError):  # a stream that is closed needs no care
        ours = os.dup(1)
        os.dup2(2, 1)
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        before.flush()
        if ours is not None:
            os.dup2(ours, 1)
            os.close(ours)
