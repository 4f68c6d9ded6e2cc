"""Fields that the provider's schema does not know yet: taken as they are, in Terraform's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import dotted, shown
from databricks_workflows.model._leaves import is_whole
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.rules import WRONG_TYPE

Path = tuple[str | int, ...]


def extra_fields(given: Any, who: str, place: Place, found: Diagnostics) -> Mapping[str, Any]:
    """``extra=`` as a mapping; anything else is told and left out."""
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
        summary = f"{who}: extra is {shown(given)}, expected a mapping of Terraform's argument names to values"
        found.add(WRONG_TYPE, place, summary, "write {'argument': value}", near=("extra",))
        return {}
    wrong = dict(_no_json(given, ("extra",)))
    for at, value in wrong.items():
        summary = f"{who}: {dotted(at)} is {shown(value)}, and a document can't hold that"
        remedy = "give text, a number, true or false, or lists and mappings of these whose names are text"
        found.add(WRONG_TYPE, place, summary, remedy, near=at)
    return {} if wrong else given


def _no_json(value: Any, at: Path) -> Iterator[tuple[Path, Any]]:
    """What no document can hold, and where."""
    if value is None or isinstance(value, str | bool) or is_whole(value) or is_unknown(value):
        return
    if isinstance(value, float) and isfinite(value):
        return
    if isinstance(value, Mapping):
        for name, each in value.items():
            if isinstance(name, str):
                yield from _no_json(each, (*at, name))
            else:
                yield (*at, shown(name)), {name: each}
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _no_json(each, (*at, index))
    else:
        yield at, value
