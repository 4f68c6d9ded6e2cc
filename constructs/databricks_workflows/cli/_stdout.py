"""stdout belongs to the command's result: what a user's file prints goes to stderr. It may be closed, or full."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path

from databricks_workflows.errors import NO_ROOM


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


def open_closed_streams() -> None:
    """Let what is written to a standard stream that is closed be lost; else the next file opened gets its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free: this one
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - for as long as the process lives


def is_of_output(error: BaseException) -> bool:
    """Whether an exception says that stdout takes no more; one of a file that is opened by name has that name."""
    if not isinstance(error, OSError) or error.filename is not None:
        return False
    return error.errno in (errno.EPIPE, errno.EIO, *NO_ROOM)


def give_up() -> None:
    """Leave stdout alone, also where Python flushes it at its end."""
    with suppress(OSError):  # no file of the system
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
