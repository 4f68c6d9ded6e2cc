"""Modules that aren't installed here: what a file takes from them is recorded, so that the rest of it can be read.

Most such values only serve callbacks and never reach a job. One that does can't be guessed: its text holds a mark, and
the mark is found before the job is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any, Self

from databricks_workflows.airflow.decisions import decide, decide_order
from databricks_workflows.authoring import Node
from databricks_workflows.authoring._node import UnknownEnd

RESULT = "the result of task "
VARIABLE = "Variable "
WAREHOUSE = "the warehouse of "
GIVE_VARIABLE = "give Airflow's variables by name in a JSON file: --variables FILE"
GIVE_VALUE = "install the module, put it beside the file, or give the value: an environment variable"
GIVE_WAREHOUSE = "name it in the operator: http_path='/sql/1.0/warehouses/<id>' or sql_warehouse_name='<name>'"
_OPEN, _CLOSE = "\ue010", "\ue011"
_MARK = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_SHOWN = re.compile(r"\\ue010(.*?)\\ue011", re.DOTALL)  # as repr() has it


class Missing(tzinfo, UnknownEnd):
    """A value of a module that isn't installed: anything may be done with it, nothing is known of it."""

    def __new__(cls, name: str, *_: Any) -> Self:
        return super().__new__(cls)

    def __init__(self, name: str) -> None:
        self.__dict__["_name"] = name

    # A zone of a library that isn't there may stand in a start_date.

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Not known."""
        return None

    dst = utcoffset

    def tzname(self, when: datetime | None) -> str | None:
        """Not known."""
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Missing(f"{self._name}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        """Nothing is kept."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        # As a decorator it leaves what it decorates: a task function stays a function.
        if len(arguments) == 1 and not named and callable(arguments[0]) and not isinstance(arguments[0], Missing):
            return arguments[0]
        if "task_id" in named:
            return self._operator()(*arguments, **named)
        return Missing(f"{self._name}(...)")

    def _operator(self) -> Any:
        """As a class of tasks, or a function that makes them, it is an operator that nobody here knows."""
        from databricks_workflows.airflow.foreign import foreign_operator

        return foreign_operator(self._name, f"{GIVE_VALUE}; what Databricks can't run stays in a DAG of its own")

    def __getitem__(self, key: Any) -> Any:
        return Missing(f"{self._name}[{key!r}]")

    def __setitem__(self, key: Any, value: Any) -> None:
        """Nothing is kept."""

    __delitem__ = __delattr__ = lambda self, key: None

    # What follows decides what the file makes, and is told.

    def __iter__(self) -> Iterator[Any]:
        decide(self._name, "goes through")
        return iter(())

    def __len__(self) -> int:
        decide(self._name, "counts")
        return 0

    def __bool__(self) -> bool:
        decide(self._name, "decides by")
        return True

    def __contains__(self, item: Any) -> bool:
        decide(self._name, "looks into")
        return False

    def __int__(self) -> int:
        decide(self._name, "makes a number of")
        return 1

    __index__ = __int__

    def __float__(self) -> float:
        decide(self._name, "makes a number of")
        return 1.0

    def __lt__(self, other: Any) -> bool:
        decide(self._name, "compares")
        return False

    __le__ = __gt__ = __ge__ = __lt__

    def __str__(self) -> str:
        return f"{_OPEN}{self._name}{_CLOSE}"

    def __format__(self, spec: str) -> str:
        return str(self)

    def __repr__(self) -> str:
        return str(self)

    def __add__(self, other: Any) -> Any:
        return f"{self}{other}" if isinstance(other, str) else self

    def __radd__(self, other: Any) -> Any:
        return f"{other}{self}" if isinstance(other, str) else self

    def __and__(self, other: Any) -> Any:
        return self

    __or__ = __rand__ = __ror__ = __and__

    def __sub__(self, other: Any) -> Any:
        return self

    __rsub__ = __mul__ = __rmul__ = __truediv__ = __sub__

    def tell_edge(self) -> None:
        decide_order(self._name)

    def __rshift__(self, other: Any) -> Any:
        self.tell_edge()
        return other

    def __rrshift__(self, other: Any) -> Missing:
        self.tell_edge()
        return self

    __lshift__, __rlshift__ = __rshift__, __rrshift__

    def __enter__(self) -> Missing:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __hash__(self) -> int:
        return hash(self._name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Missing):
            decide(self._name, "compares")
        return isinstance(other, Missing) and other._name == self._name

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        """As a base class it is one of an operator that nobody here knows."""
        if any(isinstance(base, type) and issubclass(base, Node) for base in bases):
            return ()
        return (self._operator(),)


def where_from(name: str) -> tuple[str, str]:
    """Why a value is not known, and how to give it."""
    return ("given nowhere", GIVE_VARIABLE) if name.startswith(VARIABLE) else ("not installed here", GIVE_VALUE)


def told(text: str) -> tuple[str, list[str]]:
    """A text of Python's as people read it, each missing value in it by its name, and those names."""
    marked = _SHOWN.sub(f"{_OPEN}\\1{_CLOSE}", text)
    return _MARK.sub(r"\1", marked), missing_names(marked)


def as_name(text: str) -> str:
    """A text that may be an id: of each missing value in it the last word of its name."""
    return _MARK.sub(lambda found: ["", *re.findall(r"\w+", found[1])][-1], text) if _OPEN in text else text


def missing_names(value: Any) -> list[str]:
    """The names of missing values in a value, also inside texts that were made of them."""
    return list(dict.fromkeys(_names(value)))


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Missing):
        yield value._name
    elif isinstance(value, Node):
        # A task in the place of a value means what it hands on; Airflow knows that while the DAG runs.
        yield f"{RESULT}{value.name!r}"
    elif isinstance(value, str):
        if _OPEN in value:
            yield from _MARK.findall(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _names(key)
            yield from _names(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _names(each)
