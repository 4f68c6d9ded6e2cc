"""The environment as a file sees it while it is read: what it looks up is noted, what it changes is undone."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from databricks_workflows.airflow.asked import Asked


class _Watched(MutableMapping[str, str]):
    def __init__(self, values: dict[str, str], read: Asked) -> None:
        self._values = values
        self._read = read
        self._own: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if not isinstance(name, str):
            raise TypeError(f"str expected, not {type(name).__name__}")  # as os.environ says, and subprocess expects
        if name not in self._own:
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

    def copy(self) -> dict[str, str]:
        """As ``os.environ`` has it."""
        return dict(self._values)


@contextmanager
def watched_environment(read: Asked) -> Iterator[None]:
    """Let ``os.environ`` note in ``read`` what is looked up, and keep changes away from the real one."""
    real = os.environ
    os.environ = _Watched(dict(real), read)  # type: ignore[assignment]  # noqa: B003 - replaced, not cleared
    try:
        yield
    finally:
        os.environ = real  # noqa: B003
