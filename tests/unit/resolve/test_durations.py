"""Times: seconds or a timedelta from the author, whole seconds or milliseconds for the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.durations import milliseconds, seconds
from tests.support.workflows import text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (0, 0),
        (90, 90),
        (timedelta(minutes=2), 120),
        (timedelta(seconds=1), 1),
        (timedelta(seconds=1, milliseconds=999), 1),
        (timedelta(days=2), 172800),
        (timedelta(0), 0),
    ],
)
def test_seconds_are_whole(value: Any, expected: int | None) -> None:
    found = Diagnostics()
    assert seconds(value, "timeout_seconds", "task 'a'", Place("etl/a"), found) == expected
    assert text(found) == []


@pytest.mark.parametrize("value", [timedelta(milliseconds=999), timedelta(seconds=-1), timedelta(days=-1)])
def test_seconds_are_not_below_one(value: timedelta) -> None:
    found = Diagnostics()
    assert seconds(value, "execution_timeout", "task 'a'", Place("etl/a"), found) is None
    assert text(found) == [
        f"error DW015: task 'a': execution_timeout is {value!r}, below one second [etl/a]\n    give at least one second"
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (0, 0),
        (5, 5000),
        (1.5, 1500),
        (timedelta(minutes=5), 300000),
        (timedelta(milliseconds=250), 250),
        (timedelta(0), 0),
    ],
)
def test_milliseconds_come_from_seconds(value: Any, expected: int | None) -> None:
    found = Diagnostics()
    assert milliseconds(value, "retry_delay", "task 'a'", Place("etl/a"), found) == expected
    assert text(found) == []


@pytest.mark.parametrize("value", [-1, -0.5, timedelta(seconds=-1)])
def test_milliseconds_are_not_below_zero(value: Any) -> None:
    found = Diagnostics()
    assert milliseconds(value, "retry_delay", "task 'a'", Place("etl/a"), found) is None
    shown = value.total_seconds() if isinstance(value, timedelta) else value
    assert text(found) == [f"error DW015: task 'a': retry_delay is {shown!r}, below zero [etl/a]\n    give 0 or more"]


@pytest.mark.parametrize("value", ["5", True, [5], {"seconds": 5}])
@pytest.mark.parametrize("read", [seconds, milliseconds])
def test_what_is_no_time_is_left_for_the_type_check(read: Any, value: Any) -> None:
    found = Diagnostics()
    assert read(value, "timeout_seconds", "task 'a'", Place("etl/a"), found) is value
    assert text(found) == []
