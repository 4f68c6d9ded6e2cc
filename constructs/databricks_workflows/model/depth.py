"""Values inside of values: as deep as a document is sensibly nested, and not without end."""

from __future__ import annotations

from collections.abc import Mapping

DEEPEST = 200
"""Python itself gives up at some hundreds."""


def is_too_deep(value: object) -> bool:
    """True for lists and mappings in each other without end, or nearly so."""
    level = [value]
    for _ in range(DEEPEST):
        inside = (each for one in level for each in _inside(one))
        # Once each: what holds itself twice would double with every level.
        level = list({id(each): each for each in inside}.values())
        if not level:
            return False
    return True


def _inside(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
