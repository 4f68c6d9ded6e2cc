"""Values of a comparison as short text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.model._base import dotted
from databricks_workflows.views.problems import printable

LONGEST = 60


def shown(value: Any, longest: int = LONGEST) -> str:
    """A value on one line, cut where it is long: text as it is, blocks as ``name=value, ...``.

    Example:
        >>> shown({"num_workers": 2, "spark_conf": {"a": "x y"}})
        'num_workers=2, spark_conf.a="x y"'
    """
    return _cut(_whole(value), longest)


def shown_pair(before: Any, after: Any) -> tuple[str, str]:
    """Two values that differ, long ones cut such that the first difference is seen.

    Example:
        >>> shown_pair("a" * 100 + "b", "a" * 100 + "c")
        ('...aaaaaaaaaaaaaaaaaaaab', '...aaaaaaaaaaaaaaaaaaaac')
    """
    one, other = _whole(before), _whole(after)
    if max(len(one), len(other)) <= LONGEST:
        return one, other
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(same - 20, 0)
    cut = [_cut(f"...{each[start:]}" if start else each, LONGEST) for each in (one, other)]
    return cut[0], cut[1]


def _whole(value: Any) -> str:
    if isinstance(value, Mapping) and value:
        # What a task runs says more than how it runs.
        leaves = sorted(_leaves(value, ()), key=lambda leaf: not str(leaf[0][0]).endswith("_task"))
        return ", ".join(f"{printable(dotted(at))}={_scalar(each)}" for at, each in leaves)
    return _scalar(value)


def _leaves(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, Mapping) and value:
        for name, each in sorted(value.items()):
            yield from _leaves(each, (*at, name))
    else:
        yield at, value


def _scalar(value: Any) -> str:
    if isinstance(value, str) and value and not any(each.isspace() or each in ",=\"'" for each in value):
        return printable(value)
    if isinstance(value, list):
        return f"[{', '.join(_whole(each) for each in value)}]"
    return printable(json.dumps(value, ensure_ascii=False))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
