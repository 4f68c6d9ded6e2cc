"""Rules that need one value, or the names that are set in one block: a row of ``table.py`` each.

A row knows its rule, the fields it is about (``Model.field``, in the words of the Jobs API) and what is right there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from databricks_workflows.diagnostics import Rule, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown

ANYTHING = re.compile(r".+", re.DOTALL)
"""The form of a text that is not empty."""


def fields_of(model: str, *names: str) -> tuple[str, ...]:
    """The fields of a model as a row names them."""
    return tuple(f"{model}.{name}" for name in names)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value.

    Args:
        what: a predicate that stands after the field's name: ``is 'A', expected B or C``.
        remedy: what to do.
        below: words that lead from the field to the value, where it is inside of it.
    """

    what: str
    remedy: str
    below: tuple[str | int, ...] = ()


class FieldRow(Protocol):
    """A row about the value of a field."""

    @property
    def rule(self) -> Rule:
        """What is broken."""

    @property
    def fields(self) -> tuple[str, ...]:
        """``Model.field`` of each field that it is about."""

    def wrong(self, value: Any) -> Iterable[Wrong]:
        """What is wrong with a value that is known; nothing where it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A word out of a list.

    Args:
        rule: what is broken.
        fields: what it is about.
        values: the words that are right.
        also: words that are written in good faith and can't be used here, with what to do instead.
        besides: words that pass without being named: those of another rule, or right in some places only.
        any_case: true where capitals don't matter.
    """

    rule: Rule
    fields: tuple[str, ...]
    values: tuple[str, ...]
    also: Mapping[str, str] = field(default_factory=dict)
    besides: tuple[str, ...] = ()
    any_case: bool = False

    def wrong(self, value: Any) -> Iterable[Wrong]:
        if value in self.values or value in self.besides:
            return
        known = ", ".join(self.values[:-1]) + f" or {self.values[-1]}" if len(self.values) > 1 else self.values[0]
        if value in self.also:
            yield Wrong(f"is {shown(value)}, expected {known}", self.also[value])
        else:
            same = next((each for each in self.values if each.lower() == str(value).lower()), None)
            if same and self.any_case:
                return
            nearest = f"did you mean {same!r}?" if same else did_you_mean(str(value), self.values)
            yield Wrong(f"is {shown(value)}, expected {known}", nearest or f"write one of: {', '.join(self.values)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number within limits.

    Args:
        rule: what is broken.
        fields: what it is about.
        least: the smallest number that is right.
        most: the largest; None is no limit.
        unit: what is counted, such as ``seconds``.
        besides: numbers outside of the limits that are right as well, such as one that stands for no limit.
        remedy: what to do.
    """

    rule: Rule
    fields: tuple[str, ...]
    least: int
    most: int | None = None
    unit: str = ""
    besides: tuple[int, ...] = ()
    remedy: str

    def wrong(self, value: Any) -> Iterable[Wrong]:
        if (value < self.least or (self.most is not None and value > self.most)) and value not in self.besides:
            limits = f"{self.least} to {self.most}" if self.most is not None else f"{self.least} or more"
            unit = f" {self.unit}" if self.unit else ""
            others = "".join(f", or {each}" for each in self.besides)
            yield Wrong(f"is {value}, expected {limits}{unit}{others}", self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """As many items in a list or a mapping as may be there.

    Args:
        rule: what is broken.
        fields: what it is about.
        least: the fewest.
        most: the most; None is no limit.
        what: what the items are, in the plural.
        remedy: what to do.
    """

    rule: Rule
    fields: tuple[str, ...]
    least: int = 0
    most: int | None = None
    what: str
    remedy: str

    def wrong(self, value: Any) -> Iterable[Wrong]:
        if len(value) < self.least:
            yield Wrong(f"has {len(value)} {self.what}, expected at least {self.least}", self.remedy)
        elif self.most is not None and len(value) > self.most:
            yield Wrong(f"has {len(value)} {self.what}, expected at most {self.most}", self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A text that is not too long; of a list each item, of a mapping each name (``of="names"``) or value.

    Args:
        rule: what is broken.
        fields: what it is about.
        most: how long it may be.
        unit: ``characters``, or ``bytes`` of UTF-8.
        remedy: what to do.
        of: of a mapping, its ``names`` or its ``values``.
    """

    rule: Rule
    fields: tuple[str, ...]
    most: int
    unit: Literal["characters", "bytes"]
    remedy: str
    of: Literal["names", "values"] = "values"

    def wrong(self, value: Any) -> Iterable[Wrong]:
        for below, text in texts(value, self.of):
            long = _length(text, self.unit)
            if long > self.most and not is_unknown(text):
                limit = f"expected at most {self.most}"
                if self.of == "names" and below:
                    yield Wrong(f"has a name of {long} {self.unit}, {limit}", self.remedy, below)
                else:
                    yield Wrong(f"is {long} {self.unit} long, {limit}", self.remedy, below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A list or a mapping that is not too large as JSON, the form in which Databricks measures it.

    Args:
        rule: what is broken.
        fields: what it is about.
        most: how large it may be.
        unit: ``characters``, or ``bytes`` of UTF-8.
        remedy: what to do.
    """

    rule: Rule
    fields: tuple[str, ...]
    most: int
    unit: Literal["characters", "bytes"]
    remedy: str

    def wrong(self, value: Any) -> Iterable[Wrong]:
        text = json.dumps(value, ensure_ascii=False, default=str)
        size = _length(text, self.unit)
        if size > self.most:
            yield Wrong(f"is {size} {self.unit} of JSON, expected at most {self.most}", self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A text of a form; of a list each item, of a mapping each name (``of="names"``) or value.

    Args:
        rule: what is broken.
        fields: what it is about.
        pattern: a regular expression for the whole text.
        expected: what the form is, in words.
        remedy: what to do.
        of: of a mapping, its ``names`` or its ``values``.
    """

    rule: Rule
    fields: tuple[str, ...]
    pattern: re.Pattern[str]
    expected: str
    remedy: str
    of: Literal["names", "values"] = "values"

    def wrong(self, value: Any) -> Iterable[Wrong]:
        for below, text in texts(value, self.of):
            if not self.pattern.fullmatch(text) and not is_unknown(text):
                what = "is named" if self.of == "names" and below else "is"
                yield Wrong(f"{what} {shown(text)}, expected {self.expected}", self.remedy, below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obsolete:
    """A field that still works and should not be used any more.

    Args:
        rule: what is broken.
        fields: what it is about.
        remedy: what to use instead.
        but: values that say nothing, so that they may stay.
    """

    rule: Rule
    fields: tuple[str, ...]
    remedy: str
    but: tuple[Any, ...] = ()

    def wrong(self, value: Any) -> Iterable[Wrong]:
        if value not in self.but:
            yield Wrong("is deprecated", self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Fields of one block of which some exclude each other, or one needs another.

    Args:
        rule: what is broken.
        models: the blocks it is about.
        fields: the fields.
        remedy: what to do.
        least: how many of them have to be set.
        most: how many may be set.
        unless: where one of these is set, none of ``fields`` is needed.
        only_with: where none of these is set, none of ``fields`` may be.
    """

    rule: Rule
    models: tuple[str, ...]
    fields: tuple[str, ...]
    remedy: str
    least: int = 0
    most: int | None = None
    unless: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()

    def wrong(self, there: Mapping[str, Any]) -> Iterable[Wrong]:
        """What is wrong with a block; ``there`` are the fields that are set in it."""
        given = [name for name in self.fields if name in there]
        if self.most is not None and len(given) > self.most:
            expected = "expected one of them" if self.most == 1 else f"expected at most {self.most} of them"
            names = f"{', '.join(given[:-1])} and {given[-1]}"
            yield Wrong(f"has {names}, {expected}", self.remedy, (given[-1],))
        elif len(given) < self.least and not any(name in there for name in self.unless):
            none = f"no {self.fields[0]}" if len(self.fields) == 1 else f"none of {', '.join(self.fields)}"
            yield Wrong(f"has {none}", self.remedy)
        elif given and self.only_with and not any(name in there for name in self.only_with):
            yield Wrong(f"has {given[0]} without {' or '.join(self.only_with)}", self.remedy, (given[0],))


def _length(text: str, unit: Literal["characters", "bytes"]) -> int:
    return len(text.encode(errors="surrogatepass")) if unit == "bytes" else len(text)


def texts(value: Any, of: Literal["names", "values"]) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """The texts in a field, each with the words that lead to it inside of the field."""
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            text = name if of == "names" else each
            if isinstance(text, str):
                yield (name,), text
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            if isinstance(each, str):
                yield (index,), each
