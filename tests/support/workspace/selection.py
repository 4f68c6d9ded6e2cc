"""Which tasks of a job are meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.support.workspace.calls import Json
from tests.support.workspace.errors import invalid


def with_dependents(keys: Iterable[str], tasks: Sequence[Json]) -> set[str]:
    """Tasks with all that depend on them."""
    after: dict[str, list[str]] = {}
    for key, upstream in _upstream(tasks).items():
        for each in upstream:
            after.setdefault(each, []).append(key)
    return _reached(keys, after)


def selected(names: Sequence[str], tasks: Sequence[Json]) -> frozenset[str]:
    """The tasks that ``only`` of a run-now means: ``+key`` with those before it, ``key+`` with those after it."""
    known = _upstream(tasks)
    found: set[str] = set()
    for name in names:
        key = name.strip("+")
        if key not in known:
            raise invalid(f"Task {key} in 'only' does not exist in this job.")
        found.add(key)
        if name.startswith("+"):
            found |= _reached([key], known)
        if name.endswith("+"):
            found |= with_dependents([key], tasks)
    return frozenset(found)


def _upstream(tasks: Sequence[Json]) -> dict[str, list[str]]:
    return {task["task_key"]: [each["task_key"] for each in task.get("depends_on", ())] for task in tasks}


def _reached(keys: Iterable[str], graph: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    left = list(keys)
    while left:
        key = left.pop()
        if key not in found:
            found.add(key)
            left.extend(graph.get(key, ()))
    return found
