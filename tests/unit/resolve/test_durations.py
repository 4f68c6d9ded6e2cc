"""Times: seconds or a timedelta from the author, whole seconds or milliseconds for the API."""

from __future__ import annotations

from datetime import timedelta
from math import inf, nan
from typing import Any

import pytest

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model import tf
from databricks_workflows.resolve.durations import milliseconds, seconds
from tests.support.workflows import text

UNKNOWN = [-1.8881545897087503e298, "${TfToken[TOKEN.1]}", tf("${var.x}")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (0, 0),
        (90, 90),
        (timedelta(minutes=2), 120),
        (60.0, 60),
        (60.9, 60),
        (0.0, 0),
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


@pytest.mark.parametrize(
    "value",
    [timedelta(milliseconds=999), timedelta(seconds=-1), timedelta(days=-1), -1, -5.0, 0.5, 1e-9, nan, inf],
)
def test_seconds_are_not_below_one(value: Any) -> None:
    found = Diagnostics()
    assert seconds(value, "execution_timeout", "task 'a'", Place("etl/a"), found) is None
    assert text(found) == [
        f"error DW015: task 'a': execution_timeout is {value!r}, expected 0 or at least one second [etl/a]\n"
        "    give whole seconds"
    ]


@pytest.mark.parametrize("value", [2**63, 1e300])
def test_seconds_are_of_64_bits(value: Any) -> None:
    found = Diagnostics()
    assert seconds(value, "dagrun_timeout", "DAG 'a'", Place("a"), found) is None
    assert text(found) == [
        f"error DW015: DAG 'a': dagrun_timeout is {value!r}, more seconds than 64 bits hold [a]\n"
        "    give fewer seconds, or 0 for no limit"
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (0, 0),
        (5, 5000),
        (1.5, 1500),
        (1.001, 1001),
        (timedelta(seconds=16, milliseconds=100), 16100),
        (timedelta(microseconds=1500), 1),
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
    assert text(found) == [f"error DW015: task 'a': retry_delay is {value!r}, below zero [etl/a]\n    give 0 or more"]


@pytest.mark.parametrize("value", [nan, inf, 1e300])
def test_milliseconds_are_a_number(value: float) -> None:
    found = Diagnostics()
    assert milliseconds(value, "retry_delay", "task 'a'", Place("etl/a"), found) is None
    assert text(found) == [
        f"error DW015: task 'a': retry_delay is {value!r}, expected seconds [etl/a]\n    give seconds"
    ]


@pytest.mark.parametrize("value", UNKNOWN)
def test_what_only_terraform_knows_makes_no_milliseconds(value: Any) -> None:
    found = Diagnostics()
    assert milliseconds(value, "retry_delay", "task 'a'", Place("etl/a"), found) is None
    assert text(found) == [
        "error DW015: task 'a': retry_delay is known only to Terraform and can't be turned into milliseconds [etl/a]\n"
        "    give min_retry_interval_millis="
    ]


@pytest.mark.parametrize("value", UNKNOWN)
def test_what_only_terraform_knows_may_be_seconds(value: Any) -> None:
    found = Diagnostics()
    assert seconds(value, "timeout_seconds", "task 'a'", Place("etl/a"), found) is value
    assert text(found) == []


@pytest.mark.parametrize("value", ["5", True, [5], {"seconds": 5}])
@pytest.mark.parametrize("read", [seconds, milliseconds])
def test_what_is_no_time_is_left_for_the_type_check(read: Any, value: Any) -> None:
    found = Diagnostics()
    assert read(value, "timeout_seconds", "task 'a'", Place("etl/a"), found) is value
    assert text(found) == []
