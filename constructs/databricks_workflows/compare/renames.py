"""Which of the things that are gone and new are the same thing under another name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.compare.fields import Path, canonical

NEARLY = 0.75
"""The share of equal values, of all values of both, from which on two things are nearly the same."""


def renames(removed: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, str]:
    """The new names of things, by their former ones.

    Two are one where all of their values are the same, or at least three quarters, and where neither has as near a
    one elsewhere: of two equal tasks nobody can say which was renamed.

    Args:
        removed: what is gone, by name, without anything that its name decides.
        added: what is new.

    Example:
        >>> work = {"notebook_path": "/extract", "max_retries": 2}
        >>> renames({"extract": work}, {"extract_v2": work, "other": {"notebook_path": "/other"}})
        {'extract': 'extract_v2'}
        >>> renames({"extract": work}, {"first": work, "second": work})
        {}
    """
    same = dict(_same(removed, added))
    taken = set(same.values())
    numbers: _Numbers = {}
    left = {name: _values(value, numbers) for name, value in removed.items() if name not in same}
    new = {name: _values(value, numbers) for name, value in added.items() if name not in taken}
    nearest_new: _Nearest = {}
    nearest_old: _Nearest = {}
    for old, values in left.items():
        for name, others in new.items():
            share = _nearness(values, others)
            if share >= NEARLY:
                _keep(nearest_new, old, name, share)
                _keep(nearest_old, name, old, share)
    near = {old: name for old, (_, name) in nearest_new.items() if name is not None and nearest_old[name][1] == old}
    return dict(sorted((same | near).items()))


_Nearest = dict[str, tuple[float, str | None]]
"""How near the nearest thing is, and which one, None where several are as near; by name."""


def _keep(nearest: _Nearest, name: str, other: str, share: float) -> None:
    top = nearest.get(name, (0.0, None))[0]
    if share > top:
        nearest[name] = (share, other)
    elif share == top:
        nearest[name] = (share, None)


_Numbers = dict[tuple[Path, str, int], int]
"""A number for each value at its place, for the how manyth time: sets of numbers are quickly compared."""


def _values(value: Any, numbers: _Numbers) -> frozenset[int]:
    """Every value with its place; in a list the place says nothing of the index."""
    seen: Counter[tuple[Path, str]] = Counter()
    found = []
    for leaf in _leaves(value, ()):
        found.append(numbers.setdefault((*leaf, seen[leaf]), len(numbers)))
        seen[leaf] += 1
    return frozenset(found)


def _leaves(value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Mapping) and value:
        for name, each in value.items():
            yield from _leaves(each, (*at, name))
    elif isinstance(value, list) and value:
        for each in value:
            yield from _leaves(each, at)
    else:
        yield at, canonical(value)


def _same(removed: Mapping[str, Any], added: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    by_work: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, named in enumerate((removed, added)):
        for name, value in named.items():
            by_work[canonical(value)][side].append(name)
    for old, new in by_work.values():
        if len(old) == len(new) == 1:
            yield old[0], new[0]


def _nearness(one: frozenset[int], other: frozenset[int]) -> float:
    sizes = len(one), len(other)
    if min(sizes) < NEARLY * max(sizes):
        return 0
    shared = len(one & other)
    return shared / (sum(sizes) - shared)
