"""Numbers written as text: the provider makes text of every number before it posts it, and Databricks takes both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from databricks_workflows.model.shapes import at_path, bare

_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def with_numbers(arguments: Mapping[str, Any], type_of: Callable[[str], Any]) -> dict[str, Any]:
    """Arguments with a number for each text that is one, where a number is wanted.

    Args:
        arguments: what was given, by argument name.
        type_of: the type of the field that an argument becomes; None for one that becomes none.
    """
    return {name: _number(value, type_of(name)) for name, value in arguments.items()}


def _number(value: Any, kind: Any) -> Any:
    if kind is None:
        return value
    if isinstance(value, dict):
        return {name: _number(each, at_path(kind, (name,))) for name, each in value.items()}
    if isinstance(value, list):
        return [_number(each, at_path(kind, (0,))) for each in value]
    if type(value) is not str:
        return value
    if bare(kind) is int and _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if bare(kind) is float and _NUMBER.fullmatch(value) else value
