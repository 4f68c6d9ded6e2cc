"""Where in the author's file a call was made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from databricks_workflows.diagnostics import Origin

_PACKAGE = str(Path(__file__).parent) + os.sep
_here: Path | None = None
_LIBRARIES = ("jsii", "cdktf", "constructs", "pydantic", "typeguard")


def caller() -> Origin | None:
    """The innermost place outside of this package and the libraries below it."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_globals.get("__name__", "").partition(".")[0]
        file = frame.f_code.co_filename
        if not file.startswith(_PACKAGE) and name not in _LIBRARIES:
            return Origin(shown_path(file), frame.f_lineno)
        if frame.f_back is None:
            return None
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
