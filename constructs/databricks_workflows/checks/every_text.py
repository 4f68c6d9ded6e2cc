"""Every text of a job, with what leads to it: what the rules about text read."""

from __future__ import annotations

from typing import Any

from databricks_workflows.model._base import fields_of
from databricks_workflows.resolve.places import Path

# Asked for first, since most values are one of these, and what is a block is asked slowly.
_WITHOUT_TEXT = (int, float, type(None))


def texts_of(value: Any, path: Path = ()) -> list[tuple[Path, str]]:
    """The texts in a block, a mapping or a list, however deep, in their order; names of mappings are none.

    Example:
        >>> texts_of({"a": ["x", 1], "b": {"c": "y"}})
        [(('a', 0), 'x'), (('b', 'c'), 'y')]
    """
    found: list[tuple[Path, str]] = []
    _collect(value, path, found)
    return found


def _collect(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _collect(each, (*path, index), found)
    elif not isinstance(value, _WITHOUT_TEXT):
        for name, each in fields_of(value).items():
            if each is not None:
                _collect(each, (*path, name), found)
