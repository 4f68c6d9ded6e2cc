"""What of a job is wrong and had to be left out: what seems to be missing may be that, and is no second problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from databricks_workflows.model._base import Model, Problem
from databricks_workflows.resolve.places import Path
from databricks_workflows.rules import NOT_IN_TERRAFORM, READ_ONLY

_ANY = -1
"""The number of an item in a list of which items were left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The places of what is left out of a block.

    Args:
        places: the fields and numbers that lead to each from the block; an empty one for the whole of it.
        misplaced: the fields that stand in a wrong block, and the blocks that they belong in.
    """

    places: frozenset[Path] = frozenset()
    misplaced: frozenset[str] = frozenset()

    def may_have(self, *names: str) -> bool:
        """True where one of these fields may have been written, and wrongly."""
        return any(not place or place[0] in names for place in self.places) or not self.misplaced.isdisjoint(names)

    def may_have_type(self) -> bool:
        """True where what a task does may have been written, and wrongly."""
        fields = (str(place[0]) for place in self.places if place)
        return () in self.places or any(name.endswith("_task") for name in (*fields, *self.misplaced))

    def below(self, at: Path) -> LeftOut:
        """What is left out of a block further in."""
        if not self.places or not at:
            return self
        places = set()
        for place in self.places:
            gone = place[-1:] == (_ANY,) and len(place) <= len(at)  # an item says nothing of the others
            if not gone and all(_same(*each) for each in zip(place, at, strict=False)):
                places.add(place[len(at) :])
        return LeftOut(frozenset(places), self.misplaced)

    def fields(self, model: type[Model]) -> frozenset[str]:
        """The fields of a block that are left out, and the lists that lost items."""
        if () in self.places:
            return frozenset(model.model_fields)
        return frozenset(str(place[0]) for place in self.places if len(place) == 1 or place[1:2] == (_ANY,))

    def __or__(self, others: LeftOut) -> LeftOut:
        return LeftOut(self.places | others.places, self.misplaced | others.misplaced)


NOTHING = LeftOut()
EVERYTHING = LeftOut(frozenset(((),)))


def left_out_by(problems: Iterable[Problem], shortened: Iterable[Path] = ()) -> LeftOut:
    """What is left out because of problems: a misspelt name for the field that is meant by it, any other by its own.

    Args:
        problems: the problems of a block.
        shortened: the lists that lost items, so that numbers mean nothing there any more.
    """
    lists, counted = set(shortened), [problem for problem in problems if not _means_something_else(problem)]
    places = (
        tuple(_ANY if place[:depth] in lists else part for depth, part in enumerate(place))
        for place in map(_place, counted)
    )
    return LeftOut(frozenset(places), frozenset(word for problem in counted for word in problem.elsewhere))


def _means_something_else(problem: Problem) -> bool:
    """True for a field that is known and that no job has; one of a task's type is what the task was meant to do."""
    refused = problem.rule is NOT_IN_TERRAFORM and not str(problem.at[-1]).endswith("_task")
    return refused or problem.rule is READ_ONLY


def _place(problem: Problem) -> Path:
    return (*problem.at[:-1], problem.meant) if problem.meant else problem.at


def _same(part: str | int, other: str | int) -> bool:
    return part == other or (part == _ANY and isinstance(other, int))
