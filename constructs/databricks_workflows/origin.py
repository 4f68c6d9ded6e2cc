"""Where in the author's file a call was made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from databricks_workflows.diagnostics import Origin

_PACKAGE = str(Path(__file__).parent) + os.sep
_here: Path | None = None
_LIBRARIES = ("jsii", "cdktf", "constructs", "pydantic", "typeguard")


def caller() -> Origin | None:
    """The innermost place outside of this package and the libraries below it."""
    frame = _outside()
    if frame is None:
        return None
    outer = frame.f_back
    is_called = outer is not None and outer.f_code.co_filename == frame.f_code.co_filename
    return Origin(shown_path(frame.f_code.co_filename), frame.f_lineno, outer.f_lineno if outer and is_called else None)


def calling_folder() -> Path:
    """The folder of the file that a call was made in; the working folder where it was made in none."""
    frame = _outside()
    file = Path(frame.f_code.co_filename) if frame is not None else Path()
    return file.absolute().parent if file.is_file() else Path.cwd()


def _outside() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = frame.f_globals.get("__name__", "").partition(".")[0]
        if not frame.f_code.co_filename.startswith((_PACKAGE, "<frozen importlib")) and name not in _LIBRARIES:
            return frame
        frame = frame.f_back
    return None


def shown_path(file: str) -> str:
    """A path as people read it: relative where it lies below the working folder."""
    path = Path(file)
    try:
        return path.relative_to(_here or Path.cwd()).as_posix()
    except ValueError:
        return str(path)


@contextmanager
def working_folder_kept() -> Iterator[None]:
    """Whatever becomes of the working folder meanwhile: paths are shown as seen from that of now, and so is the end."""
    global _here
    before, here = _here, Path.cwd()
    _here = here
    try:
        yield
    finally:
        _here = before
        os.chdir(here)
