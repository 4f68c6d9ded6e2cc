"""Holds a request's settings to the types that the Jobs API publishes, taken from its SDK.

Unknown fields are dropped, as the service does; a value of the wrong type or an unknown word is refused.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from dataclasses import is_dataclass
from typing import Any

from databricks.sdk.service.jobs import JobSettings

from tests.support.workspace.calls import Json
from tests.support.workspace.errors import ApiError, invalid

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def settings(value: Any) -> Json:
    """A job's settings without what the service does not know."""
    kept = _shaped(value, JobSettings, "settings")
    assert isinstance(kept, dict)
    return kept


@functools.cache
def _fields(of: type) -> dict[str, Any]:
    return typing.get_type_hints(of)


def _shaped(value: Any, wanted: Any, path: str) -> Any:
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        (wanted,) = (each for each in arguments if each is not type(None))
        return _shaped(value, wanted, path)
    if origin is list:
        _hold(isinstance(value, list), "array", value, path)
        return [_shaped(each, arguments[0], f"{path}[{index}]") for index, each in enumerate(value)]
    if origin is dict:
        _hold(isinstance(value, dict), "object", value, path)
        return {key: _shaped(each, arguments[1], f"{path}.{key}") for key, each in value.items() if each is not None}
    if is_dataclass(wanted):
        _hold(isinstance(value, dict), "object", value, path)
        known = _fields(typing.cast(type, wanted))
        return {
            name: _shaped(each, known[name], f"{path}.{name}")
            for name, each in value.items()
            if name in known and each is not None
        }
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
        words = [each.value for each in wanted]
        if value not in words:
            raise invalid(f"Invalid value for {path}: {value!r}. Allowed values: {', '.join(words)}")
        return value
    return _plain(value, wanted, path)


def _plain(value: Any, wanted: Any, path: str) -> Any:
    if wanted is int and isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    if wanted in _PLAIN:
        fits = isinstance(value, (int, float) if wanted is float else wanted)
        _hold(fits and (wanted is bool or not isinstance(value, bool)), _PLAIN[wanted], value, path)
    return value


def _hold(fits: bool, expected: str, value: Any, path: str) -> None:
    if not fits:
        raise ApiError(400, "MALFORMED_REQUEST", f"Could not parse request object: {path} is no {expected}: {value!r}")
