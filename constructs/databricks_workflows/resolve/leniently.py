"""Reading a dict as a model and keeping what is right, so that one mistake does not hide the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    parsed, problems = parse(model, fields, wording)
    if not problems:
        return Read(parsed, problems, left_out_by(problems))
    left = plain_value(fields)
    taken = [each.at for each in problems]
    consequences: Sequence[Problem] = problems
    while parsed is None and consequences:
        gone = [_without(left, each.at) for each in sorted(consequences, key=lambda each: last_first(each.at))]
        if not any(gone):
            break
        taken += gone
        parsed, consequences = parse(model, left)
    shortened = {at[:-1] for at in taken if at and isinstance(at[-1], int)}
    return Read(parsed, problems, left_out_by(problems, shortened))


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
