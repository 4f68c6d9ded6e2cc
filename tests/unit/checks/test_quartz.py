"""Quartz cron: what is right, what each field says, and what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.checks.quartz import FIELDS, read_quartz
from databricks_workflows.resolve.schedule import PRESETS, to_quartz

RIGHT = [
    "0 0 12 * * ?",
    "0 0/5 14,18 * * ?",
    "0 */15 8-18 ? * mon-fri",
    "0 15 10 L * ?",
    "0 15 10 L-3 * ?",
    "0 15 10 LW * ?",
    "0 15 10 15W * ?",
    "0 15 10 L-2W * ?",
    "0 15 10 ? * 6L",
    "0 15 10 ? * FRIL",
    "0 15 10 ? * 6#3 2030-2035",
    "0 15 10 ? * FRI#5",
    "0 0 22-2 ? NOV-FEB SUN,WED",
    "0 0 0 1 1/3 ? 2030/2",
    "  0 0 12\t1 JAN ?  ",
]


@pytest.mark.parametrize("expression", RIGHT)
def test_is_right(expression: str) -> None:
    read_quartz(expression)


VALUES: list[tuple[str, int, tuple[int, ...]]] = [
    ("0/20 0 0 * * ?", 0, (0, 20, 40)),
    ("0 50/5 0 * * ?", 1, (50, 55)),
    ("0 0 22-2 * * ?", 2, (0, 1, 2, 22, 23)),
    ("0 0 9-17/4 * * ?", 2, (9, 13, 17)),
    ("0 0 0 5,1 * ?", 3, (1, 5)),
    ("0 0 0 L * ?", 3, ()),
    ("0 0 0 ? NOV-FEB 2", 4, (1, 2, 11, 12)),
    ("0 0 0 ? * FRI-MON", 5, (1, 2, 6, 7)),
    ("0 0 0 ? * 2 2030-2032", 6, (2030, 2031, 2032)),
    ("0 0 0 ? * 2", 6, ()),
    ("5/0 0 0 * * ?", 0, (5,)),
]


@pytest.mark.parametrize(("expression", "field", "values"), VALUES)
def test_the_values_of_a_field(expression: str, field: int, values: tuple[int, ...]) -> None:
    assert read_quartz(expression).fields[field] == values


WRONG = [
    ("", "it has 0 fields, expected six or seven"),
    ("0", "it has 1 field, expected six or seven"),
    ("0 6 * * 1", "it has 5 fields, expected six or seven"),
    ("0 0 6 * * ? 2030 x", "it has 8 fields, expected six or seven"),
    ("60 0 6 * * ?", "the second is '60', expected 0 to 59"),
    ("0 x 6 * * ?", "the minute is 'X', expected 0 to 59"),
    ("0 0 24 * * ?", "the hour is '24', expected 0 to 23"),
    ("0 0 6 0 * ?", "the day of month is '0', expected 1 to 31"),
    ("0 0 6 32W * ?", "the day of month is '32W', expected 1 to 31"),
    ("0 0 6 15W,20 * ?", "the day of month is '15W,20', expected 1 to 31"),
    ("0 0 6 * JANUARY ?", "the month is 'JANUARY', expected 1 to 12 or JAN to DEC"),
    ("0 0 6 ? * 0", "the day of week is '0', expected 1 to 7 or SUN to SAT"),
    ("0 0 6 ? * 6#6", "the day of week is '6#6', expected 1 to 7 or SUN to SAT"),
    ("0 0 6 ? * MON-6", "the day of week is 'MON-6', expected two numbers or two names on both sides of '-'"),
    ("0 0 6 ? * MON 1969", "the year is '1969', expected 1970 to 2099"),
    ("0 0 6 ? * MON 2031-2030", "the year is '2031-2030', expected a range of years that goes forward"),
    ("0 0/ 6 * * ?", "the minute is '0/', expected a step of 1 to 59 after '/'"),
    ("0 0/60 6 * * ?", "the minute is '0/60', expected a step of 1 to 59 after '/'"),
    ("0 1,,2 6 * * ?", "the minute is '1,,2', expected 0 to 59"),
    ("0 *5 6 * * ?", "the minute is '*5', expected 0 to 59"),
    ("0 ? 6 * * ?", "the minute is '?', expected 0 to 59"),
    ("0 0 6 ? * ?", "the day of month and the day of week are both '?', expected one of them"),
    ("0 0 6 1 * MON", "the day of month is '1' and the day of week 'MON', expected '?' for one of them"),
]


@pytest.mark.parametrize(("expression", "message"), WRONG)
def test_is_wrong(expression: str, message: str) -> None:
    with pytest.raises(ValueError, match="expected") as error:
        read_quartz(expression)
    assert str(error.value) == message


@pytest.mark.parametrize("cron", [*PRESETS.values(), "*/5 6-8 * * SUN-SAT", "0 0 * * 5-7", "1,2 3 4 JAN,dec *"])
def test_what_becomes_of_unix_cron_is_right(cron: str) -> None:
    read_quartz(to_quartz(cron))


def items(least: int, most: int) -> st.SearchStrategy[str]:
    """A field of unix cron: all, a step, values, a range."""
    numbers = st.integers(least, most)
    return st.one_of(
        st.just("*"),
        st.integers(1, most).map("*/{}".format),
        st.lists(numbers, min_size=1, max_size=4).map(lambda some: ",".join(map(str, some))),
        st.tuples(numbers, numbers).map(lambda ends: "{}-{}".format(*sorted(ends))),
    )


UNIX = st.tuples(
    items(0, 59),
    items(0, 23),
    st.one_of(st.tuples(items(1, 28), items(1, 12), st.just("*")), st.tuples(st.just("*"), items(1, 12), items(0, 6))),
).map(lambda parts: " ".join((*parts[:2], *parts[2])))


@given(UNIX, st.integers(0, 5), st.sampled_from(["99", "x", "1-", "-1", "1/x", "/", "", "1#9", "1,,2", "1 1 1"]))
def test_what_is_made_is_right_and_with_one_field_broken_wrong(cron: str, field: int, broken: str) -> None:
    quartz = to_quartz(cron)
    read_quartz(quartz)
    words = quartz.split()
    words[field] = broken
    with pytest.raises(ValueError, match=FIELDS[field].name if broken and " " not in broken else "fields"):
        read_quartz(" ".join(words))
