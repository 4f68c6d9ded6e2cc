"""Reading a dict as a model and keeping what is right, so that one mistake does not hide the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.model import Model, parse
from databricks_workflows.model._base import Problem


def parse_leniently(model: type[Model], fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields that fit the model, and a problem for each that does not.

    Where something required is missing deep inside, the whole field (or the whole item of a list) around it is left
    out.
    """
    parsed, problems = parse(model, fields)
    if parsed is None:
        parsed, _ = parse(model, _without(fields, problems))
    return (parsed.as_dict() if parsed else {}), problems


def _without(fields: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    left = dict(fields)
    for problem in problems:
        name, index = (*problem.at, None, None)[:2]
        if isinstance(index, int) and isinstance(left.get(str(name)), list):
            left[str(name)] = [None if place == index else each for place, each in enumerate(left[str(name)])]
        else:
            left.pop(str(name), None)
    return {
        name: [each for each in value if each is not None] if isinstance(value, list) else value
        for name, value in left.items()
    }
