"""The values of a frozen DAG as plain data: nothing of the file that made them is needed to read them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from databricks_workflows.authoring import frozen
from databricks_workflows.authoring.frozen import Dag, Opaque
from databricks_workflows.diagnostics import Diagnostic, Origin, Place, Rule, Suppression
from databricks_workflows.model.tokens import TerraformExpression

_PLAIN = (str, int, float, bool, bytes, type(None), date, timedelta)
_AS_THEY_ARE = (*_PLAIN, Diagnostic, Place, Origin, Rule, Suppression, Opaque)

T = TypeVar("T")


def portable(dag: Dag) -> Dag:
    """The same DAG; an object that is no plain data is there as its name."""
    return _node(dag)


def _node(node: T) -> T:
    """A frozen node, its fields made plain one by one."""
    values = {each.name: _value(getattr(node, each.name)) for each in fields(node)}  # type: ignore[arg-type]
    return replace(node, **values)  # type: ignore[type-var]


def _value(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE or isinstance(value, TerraformExpression):
        return value
    if type(value).__module__ == frozen.__name__:
        return _node(value)
    if isinstance(value, Enum):
        return _value(value.value)
    if isinstance(value, Mapping):
        return {_value(name): _value(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    if isinstance(value, frozenset) and all(type(each) is str for each in value):
        return value
    if isinstance(value, set | frozenset):
        return sorted(map(_value, value), key=repr)
    if isinstance(value, list):
        return list(map(_value, value))
    return _simple(value)


def _simple(value: Any) -> Any:
    """A value of a class of somebody's own, as the plain one that it is made of."""
    if isinstance(value, bool | int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime):
        moment = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
        return datetime(*moment, tzinfo=_zone(value.tzinfo))  # type: ignore[arg-type, misc]
    if isinstance(value, tzinfo):
        return _zone(value)
    return Opaque(_name(value))


def _zone(zone: tzinfo | None) -> tzinfo | None:
    if zone is None or type(zone) in (ZoneInfo, timezone):
        return zone
    name = getattr(zone, "key", None) or getattr(zone, "name", None) or getattr(zone, "zone", None)
    try:
        return ZoneInfo(name) if isinstance(name, str) else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _name(value: Any) -> str:
    """What people call an object: a function by its name, anything else as it shows itself, without its address."""
    named = getattr(value, "__qualname__", None)
    if isinstance(named, str):
        return named.rpartition("<locals>.")[2]
    try:
        shown = repr(value)
    except Exception:  # the class of somebody's own
        shown = object.__repr__(value)
    return shown if " at 0x" not in shown else type(value).__name__
