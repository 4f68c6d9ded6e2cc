"""Whether a text is a Quartz cron expression."""

from __future__ import annotations

import re

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_DAYS = "SUN MON TUE WED THU FRI SAT".split()
_FIELDS = [
    ("seconds", 0, 59),
    ("minutes", 0, 59),
    ("hours", 0, 23),
    ("day of month", 1, 31),
    ("month", 1, 12),
    ("day of week", 1, 7),
    ("year", 1970, 2099),
]
_DAY_OF_MONTH, _MONTH, _DAY_OF_WEEK = 3, 4, 5


def problem(expression: str) -> str | None:
    """What is wrong with an expression."""
    fields = expression.upper().split()
    if len(fields) not in (6, 7):
        return f"it has {len(fields)} fields, not six or seven"
    if (fields[_DAY_OF_MONTH] == "?") == (fields[_DAY_OF_WEEK] == "?"):
        return "exactly one of day of month and day of week must be '?'"
    for index, text in enumerate(fields):
        name, low, high = _FIELDS[index]
        if text == "?" and index in (_DAY_OF_MONTH, _DAY_OF_WEEK):
            continue
        if not all(_fits(part, index, low, high) for part in text.split(",")):
            return f"bad {name}: {text}"
    return None


def _fits(part: str, index: int, low: int, high: int) -> bool:
    if index == _DAY_OF_MONTH and re.fullmatch(r"L|LW|L-\d{1,2}|\d{1,2}W", part):
        return True
    if index == _DAY_OF_WEEK:
        part = re.sub(r"(?<=[0-9A-Z])(L|#[1-5])$", "", part)
        if part == "L":
            return True
    span, slash, step = part.partition("/")
    if slash and not (step.isdigit() and int(step) > 0):
        return False
    if span == "*":
        return True
    first, dash, last = span.partition("-")
    numbers = [_number(each, index) for each in ((first, last) if dash else (first,))]
    return all(number is not None and low <= number <= high for number in numbers)


def _number(text: str, index: int) -> int | None:
    names = {_MONTH: _MONTHS, _DAY_OF_WEEK: _DAYS}.get(index, [])
    if text in names:
        return names.index(text) + 1
    return int(text) if text.isdigit() else None
