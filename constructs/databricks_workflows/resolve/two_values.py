"""One field that is written twice, with two values: only one of them counts, which is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.rules import TWO_VALUES


@dataclass(frozen=True, slots=True)
class Said:
    """One of the places where a value is written: ``means`` is the field's value that comes of it."""

    where: str
    value: Any
    means: Any


def tell_two_values(said: Sequence[Said], who: str, place: Place, found: Diagnostics) -> None:
    """Tell of the first value that differs from the one that counts.

    Args:
        said: the values that are written for one field, the one that counts first.
        who: whose field it is, for the message.
        place: where the call is.
        found: gets the problem.
    """
    other = next((each for each in said[1:] if each.means != said[0].means), None)
    if other is not None:
        first = said[0]
        found.add(
            TWO_VALUES,
            place,
            f"{who}: {first.where} is {shown(first.value)} and {other.where} is {shown(other.value)}: "
            f"{first.where} counts",
            "leave one out",
            near=tuple(first.where.split(".")),
        )
