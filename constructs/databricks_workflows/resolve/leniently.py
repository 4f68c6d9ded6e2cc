"""Reading a dict as a model and keeping what is right, so that one mistake does not hide the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, Generic, NamedTuple, TypeVar

from databricks_workflows.model import Model, parse
from databricks_workflows.model._base import Problem, last_first, plain_value
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.left_out import LeftOut, left_out_by
from databricks_workflows.resolve.places import Path

M = TypeVar("M", bound=Model)


class Read(NamedTuple, Generic[M]):
    """What of a block is right, what is not, and what is left out for it.

    Args:
        model: all fields but the wrong ones; None where nothing is left.
        problems: one for each wrong field.
        left_out: what is not in the model.
    """

    model: M | None
    problems: Sequence[Problem]
    left_out: LeftOut

    @property
    def fields(self) -> dict[str, Any]:
        """What is right, as a dict."""
        return {} if self.model is None else self.model.as_dict()


def parse_leniently(model: type[M], fields: Mapping[str, Any], wording: Wording = Wording.PYTHON) -> Read[M]:
    """Read a block; where something required is missing, what it is missing from is left out too.

    Args:
        model: the block's class.
        fields: its fields.
        wording: in whose words problems are told.
    """
    left, told, written = plain_value(fields), list[Problem](), dict[Path, Path]()
    while True:
        parsed, problems = parse(model, left, wording)
        misspelt = [each for each in problems if _take_as_meant(left, each, written, wording)]
        told += [replace(each, at=_as_written(each.at, written)) for each in misspelt or problems]
        if not misspelt:
            break
    taken, consequences = [each.at for each in problems], problems
    while parsed is None and consequences:
        gone = [_without(left, each.at) for each in sorted(consequences, key=lambda each: last_first(each.at))]
        if not any(gone):
            break
        taken += gone
        parsed, consequences = parse(model, left)
    shortened = {at[:-1] for at in taken if at and isinstance(at[-1], int)}
    left_out = left_out_by(problems, shortened)
    # What is required and stands in a wrong block is told there.
    told = [each for each in told if not each.missing or str(each.at[-1]) not in left_out.misplaced]
    return Read(parsed, told, left_out)


def _take_as_meant(values: Any, problem: Problem, written: dict[Path, Path], wording: Wording) -> bool:
    """Give a field that is misspelt by a letter or two its right name, so that all that is in it can be read on."""
    meant, name = problem.meant, str(problem.at[-1])
    # What is in a block of Terraform that is none has Terraform's words still.
    if not meant or wording is Wording.TERRAFORM or SequenceMatcher(None, name, meant).ratio() < _A_SLIP:
        return False
    for part in problem.at[:-1]:
        values = values[part]
    if meant in values or name not in values:
        return False
    values[meant] = values.pop(name)
    written[(*problem.at[:-1], meant)] = problem.at
    return True


def _as_written(at: Path, written: Mapping[Path, Path]) -> Path:
    """A place by the names that the author wrote."""
    return tuple(written.get(at[:depth], at[:depth])[-1] for depth in range(1, len(at) + 1))


_A_SLIP = 0.8
"""How near a name is, as difflib counts, that differs by a letter or two."""


def _without(values: Any, at: Path) -> Path:
    """Take a value out, or, where it is missing, what it is missing from; returns the place of what was taken."""
    for path in (at, at[:-1]):
        holder = values
        for part in path[:-1]:
            try:
                holder = holder[part]
            except (KeyError, IndexError, TypeError):
                return ()
        last = path[-1] if path else None
        if isinstance(holder, dict) and last in holder:
            del holder[last]
            return path
        if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            del holder[last]
            return path
    return ()
