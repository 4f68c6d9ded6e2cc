"""What of a job is wrong and had to be left out: what seems to be missing may be that, and is no second problem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from databricks_workflows.model._base import Problem
from databricks_workflows.resolve.places import Path
from databricks_workflows.rules import READ_ONLY, UNKNOWN_NAME

_MEANT = re.compile(r"did you mean '(\w+)'\?")
_ANY = -1
"""The number of an item in a list of which items were left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The places of what is left out of a block.

    Args:
        places: the fields and numbers that lead to each from the block; an empty one for the whole of it.
    """

    places: frozenset[Path] = frozenset()

    def may_have(self, *names: str) -> bool:
        """True where one of these fields may have been written, and wrongly."""
        return any(not place or place[0] in names for place in self.places)

    def may_have_type(self) -> bool:
        """True where what a task does may have been written, and wrongly."""
        return any(not place or str(place[0]).endswith("_task") for place in self.places)

    def below(self, at: Path) -> LeftOut:
        """What is left out of a block further in."""
        if not self.places or not at:
            return self
        places = set()
        for place in self.places:
            gone = place[-1:] == (_ANY,) and len(place) <= len(at)  # an item says nothing of the others
            if not gone and all(_same(*each) for each in zip(place, at, strict=False)):
                places.add(place[len(at) :])
        return LeftOut(frozenset(places))

    def fields(self) -> frozenset[str]:
        """The fields that are left out, and the lists that lost items."""
        return frozenset(str(place[0]) for place in self.places if len(place) == 1 or place[1:2] == (_ANY,))

    def __or__(self, others: LeftOut) -> LeftOut:
        return LeftOut(self.places | others.places) if others.places else self


NOTHING = LeftOut()
EVERYTHING = LeftOut(frozenset(((),)))


def left_out_by(problems: Iterable[Problem], shortened: Iterable[Path] = ()) -> LeftOut:
    """What is left out because of problems: a misspelt name for the field that is meant by it, any other by its own.

    Args:
        problems: the problems of a block.
        shortened: the lists that lost items, so that numbers mean nothing there any more.
    """
    lists = set(shortened)
    places = (_place(problem) for problem in problems if problem.rule is not READ_ONLY)
    return LeftOut(
        frozenset(
            tuple(_ANY if place[:depth] in lists else part for depth, part in enumerate(place)) for place in places
        )
    )


def _place(problem: Problem) -> Path:
    meant = _MEANT.match(problem.remedy) if problem.rule is UNKNOWN_NAME else None
    return problem.at if meant is None else (*problem.at[:-1], meant[1])


def _same(part: str | int, other: str | int) -> bool:
    return part == other or (part == _ANY and isinstance(other, int))
