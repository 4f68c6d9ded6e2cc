"""Quartz cron read: the moments that each field names, or what is wrong with it.

See https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


@dataclass(frozen=True, slots=True)
class Field:
    """One of the fields: what its values are, their names from the least on, and what else it may be as a whole."""

    name: str
    least: int
    most: int
    names: tuple[str, ...] = ()
    special: re.Pattern[str] | None = None

    @property
    def expected(self) -> str:
        """The values that are right, in words."""
        numbers = f"{self.least} to {self.most}"
        return f"{numbers} or {self.names[0]} to {self.names[-1]}" if self.names else numbers


FIELDS = (
    Field("second", 0, 59),
    Field("minute", 0, 59),
    Field("hour", 0, 23),
    Field("day of month", 1, 31, special=re.compile(r"\?|LW|L(-(?:[12]?[0-9]|30)W?)?|(?:0?[1-9]|[12][0-9]|3[01])W")),
    Field("month", 1, 12, _MONTHS),
    Field(
        "day of week",
        1,
        7,
        _WEEKDAYS,
        special=re.compile(rf"\?|L|(?:[1-7]|{'|'.join(_WEEKDAYS)})(?:L|#[1-5])"),
    ),
    Field("year", 1970, 2099),
)
_DAY, _MONTH, _WEEKDAY, _YEAR = 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Quartz:
    """What an expression says.

    Args:
        fields: the values of each field in FIELDS, in order; empty where it is no list of values, such as ``?`` or
            ``L``, and for years that are left out.
    """

    fields: tuple[tuple[int, ...], ...]

    @property
    def seconds(self) -> tuple[int, ...]:
        """The seconds of a minute at which it fires."""
        return self.fields[0]

    @property
    def days(self) -> tuple[int, ...]:
        """The days of a month."""
        return self.fields[_DAY]

    @property
    def months(self) -> tuple[int, ...]:
        """The months."""
        return self.fields[_MONTH]

    @property
    def years(self) -> tuple[int, ...]:
        """The years; empty for any."""
        return self.fields[_YEAR]


def read_quartz(expression: str) -> Quartz:
    """Read an expression.

    Raises:
        ValueError: it is none; the message says which field is wrong and what is expected.

    Example:
        >>> read_quartz("0 0/20 6 ? * MON-FRI").fields[1]
        (0, 20, 40)
    """
    words = expression.upper().split()
    if not 6 <= len(words) <= 7:
        raise ValueError(f"it has {len(words)} field{'' if len(words) == 1 else 's'}, expected six or seven")
    fields = [_values(field, word) for field, word in zip(FIELDS, words, strict=False)]
    day, weekday = words[_DAY], words[_WEEKDAY]
    if day == "?" and weekday == "?":
        raise ValueError("the day of month and the day of week are both '?', expected one of them")
    if day != "?" and weekday != "?":
        raise ValueError(f"the day of month is {day!r} and the day of week {weekday!r}, expected '?' for one of them")
    return Quartz((*fields, ()) if len(fields) == _YEAR else tuple(fields))


def _values(field: Field, word: str) -> tuple[int, ...]:
    if field.special is not None and field.special.fullmatch(word):
        return ()
    found: set[int] = set()
    for item in word.split(","):
        found.update(_item(field, item, word))
    return tuple(sorted(found))


def _item(field: Field, item: str, word: str) -> range | list[int]:
    """``*``, a value, a range; each with a step, or a value from which a step counts on."""
    span, slash, step_text = item.partition("/")
    if slash and not (re.fullmatch(r"[0-9]{1,4}", step_text) and int(step_text) <= field.most):
        raise _wrong(field, word, f"a step of 1 to {field.most} after '/'")
    # Quartz takes a step of 0 and stays at the first value.
    step = (int(step_text) or field.most + 1) if slash else 1
    if span in ("*", "") and (span or slash):
        return range(field.least, field.most + 1, step)
    first_text, dash, last_text = span.partition("-")
    first = _value(field, first_text, word)
    if not dash:
        return range(first, field.most + 1, step) if slash else range(first, first + 1)
    if first_text.isdecimal() is not last_text.isdecimal():
        raise _wrong(field, word, "two numbers or two names on both sides of '-'")
    last = _value(field, last_text, word)
    if last >= first:
        return range(first, last + 1, step)
    if field is FIELDS[_YEAR]:
        raise _wrong(field, word, "a range of years that goes forward")
    size = field.most - field.least + 1
    return [(each - field.least) % size + field.least for each in range(first, last + size + 1, step)]


def _value(field: Field, text: str, word: str) -> int:
    if text in field.names:
        return field.names.index(text) + field.least
    if re.fullmatch(r"[0-9]{1,4}", text) and field.least <= int(text) <= field.most:
        return int(text)
    raise _wrong(field, word, field.expected)


def _wrong(field: Field, word: str, expected: str) -> ValueError:
    return ValueError(f"the {field.name} is {word!r}, expected {expected}")
