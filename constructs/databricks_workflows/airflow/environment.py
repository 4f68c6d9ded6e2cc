"""The environment as a file sees it while it is read: what it looks up is noted, what it changes is undone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from databricks_workflows.airflow.asked import Asked

_STANDARD = str(Path(os.__file__).parent)
_PACKAGES = "site-packages"


class _Watched(MutableMapping[str, str]):
    def __init__(self, values: dict[str, str], read: Asked, folders: Sequence[Path]) -> None:
        self._values = values
        self._read = read
        self._folders = folders
        self._own: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if not isinstance(name, str):
            raise TypeError(f"str expected, not {type(name).__name__}")  # as os.environ says, and subprocess expects
        if name not in self._own and self._is_asked_by_the_author():
            self._read.add(name)
        return self._values[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._own.add(name)
        self._values[name] = value

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _is_asked_by_the_author(self) -> bool:
        """An installed package that asks, when it is imported, which machine it is on says nothing about the jobs."""
        frame: FrameType | None = sys._getframe(1).f_back
        while frame is not None and _is_standard(frame.f_code.co_filename):
            frame = frame.f_back
        file = Path(frame.f_code.co_filename) if frame is not None else Path()
        return _PACKAGES not in file.parts and any(file.is_relative_to(folder) for folder in self._folders)

    def copy(self) -> dict[str, str]:
        """As ``os.environ`` has it."""
        return dict(self._values)


def _is_standard(file: str) -> bool:
    """True for Python's own library, which asks for others."""
    return file.startswith((_STANDARD, "<frozen ")) and _PACKAGES not in file


@contextmanager
def watched_environment(read: Asked, folders: Sequence[Path]) -> Iterator[None]:
    """Let ``os.environ`` note what is looked up, and keep changes away from the real one.

    Args:
        read: gets the names that were looked up.
        folders: where the author's files lie; only what is looked up there is noted.
    """
    real = os.environ
    os.environ = _Watched(dict(real), read, folders)  # type: ignore[assignment]  # noqa: B003 - replaced, not cleared
    try:
        yield
    finally:
        os.environ = real  # noqa: B003
