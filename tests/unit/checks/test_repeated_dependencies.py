"""A task waits for another one once."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.repeated_dependencies import check_repeated_dependencies
from tests.support.workflows import NOTEBOOK, checked, job


def found(*waits: dict[str, Any]) -> list[str]:
    tasks = [{"task_key": key, **NOTEBOOK} for key in ("a", "b")]
    return checked(check_repeated_dependencies, job(tasks=[*tasks, {"task_key": "c", "depends_on": waits, **NOTEBOOK}]))


@pytest.mark.parametrize(
    "waits",
    [
        [],
        [{"task_key": "a"}],
        [{"task_key": "a"}, {"task_key": "b"}],
        [{"task_key": "a", "outcome": "true"}, {"task_key": "a", "outcome": "false"}],
    ],
)
def test_says_nothing_of_different_dependencies(waits: list[dict[str, Any]]) -> None:
    assert found(*waits) == []


def test_the_same_twice_is_told_once() -> None:
    assert found({"task_key": "a"}, {"task_key": "b"}, {"task_key": "a"}, {"task_key": "a"}) == [
        "warning DW419: task 'c': depends_on names 'a' 3 times [etl/c]\n    keep one of them"
    ]
