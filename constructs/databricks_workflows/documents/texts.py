"""The texts of a block of a Terraform document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.json_lines import Path


def texts_in(value: Any, below: Path = (), task: str | None = None) -> Iterator[tuple[Path, str, str | None]]:
    """Every text, however deep, with the path to it and the task that it stands in; comments are none.

    Example:
        >>> list(texts_in({"task": [{"task_key": "load", "timeout_seconds": 5}], "//": "of ours"}))
        [(('task', 0, 'task_key'), 'load', 'load')]
    """
    if isinstance(value, str):
        yield below, value, task
    elif isinstance(value, Mapping):
        key = value.get("task_key")
        if isinstance(key, str) and "task" in below[-2:]:
            task = task or key
        for name, each in value.items():
            if name != "//":
                yield from texts_in(each, (*below, name), task)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from texts_in(each, (*below, index), task)
