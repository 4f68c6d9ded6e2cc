"""One text in a file, one problem: what is wrong with a constant that many use is told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from databricks_workflows.diagnostics import Diagnostic


def told_once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Of problems with the same words of one line that are mended in the same way, the first in each stack.

    Args:
        found: the problems, each at its own line.
    """
    first: dict[Diagnostic, Diagnostic] = {}
    more: dict[Diagnostic, int] = {}
    for each in found:
        words = tuple(word for word in each.near if isinstance(word, str))
        if each.origin is None or not words or words[-1] != each.near[-1]:
            first.setdefault(each, each)
            continue
        same = replace(each, summary="", path=each.path.partition("/")[0], near=words)
        more[same] = more.get(same, -1) + 1
        first.setdefault(same, each)
    return [_with_places(each, more.get(same, 0)) for same, each in first.items()]


def _with_places(each: Diagnostic, more: int) -> Diagnostic:
    if not more:
        return each
    return replace(each, summary=f"{each.summary} (and {more} more place{'s' if more > 1 else ''})")
