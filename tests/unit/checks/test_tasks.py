"""A job has tasks, each with its own key and exactly one type."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.task_keys import check_task_keys
from databricks_workflows.checks.task_types import check_task_types
from databricks_workflows.resolve.left_out import LeftOut
from tests.support.workflows import checked, job

NOTEBOOK = {"notebook_task": {"notebook_path": "/a"}}
CONDITION = {"condition_task": {"left": "1", "op": "EQUAL_TO", "right": "1"}}
NONE = "give one, such as notebook_task, spark_python_task, python_wheel_task or sql_task"
SEVERAL = "keep one, and write a task for each of the others"


def keyed(*keys: str) -> Any:
    return job(tasks=[{"task_key": key} for key in keys])


def test_different_keys_pass() -> None:
    assert checked(check_task_keys, keyed("a", "A", "b")) == []


def test_one_key_twice_is_an_error() -> None:
    assert checked(check_task_keys, keyed("a", "b", "a", "c", "b", "a")) == [
        "error DW005: 3 tasks of workflow 'etl' have the task_key 'a' [etl/a]\n    give each its own id",
        "error DW005: 2 tasks of workflow 'etl' have the task_key 'b' [etl/b]\n    give each its own id",
    ]


@pytest.mark.parametrize("empty", [job(), job(tasks=[])])
def test_a_job_without_tasks_is_an_error(empty: Any) -> None:
    assert checked(check_task_keys, empty) == [
        "error DW018: workflow 'etl' has no tasks [etl]\n    write its tasks inside it"
    ]


def nested(**fields: Any) -> dict[str, Any]:
    return {"for_each_task": {"inputs": "[1]", "task": {"task_key": "x", **fields}}}


TYPES: list[tuple[dict[str, Any], list[str]]] = [
    (NOTEBOOK, []),
    (nested(**NOTEBOOK), []),
    ({}, [f"error DW025: task 'a' has no task type [etl/a]\n    {NONE}"]),
    ({"existing_cluster_id": "x"}, [f"error DW025: task 'a' has no task type [etl/a]\n    {NONE}"]),
    (
        NOTEBOOK | CONDITION,
        [f"error DW025: task 'a' has 2 task types: condition_task, notebook_task [etl/a]\n    {SEVERAL}"],
    ),
    (
        nested(**NOTEBOOK) | CONDITION,
        [f"error DW025: task 'a' has 2 task types: condition_task, for_each_task [etl/a]\n    {SEVERAL}"],
    ),
    (nested(), [f"error DW025: the task inside for-each task 'a' has no task type [etl/a]\n    {NONE}"]),
    (
        nested(**NOTEBOOK, **CONDITION),
        [
            "error DW025: the task inside for-each task 'a' has 2 task types: condition_task, notebook_task [etl/a]\n"
            f"    {SEVERAL}"
        ],
    ),
]


@pytest.mark.parametrize(("fields", "messages"), TYPES)
def test_a_task_does_exactly_one_thing(fields: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_task_types, job(tasks=[{"task_key": "a", **fields}])) == messages


def test_says_nothing_of_a_task_that_is_known_to_be_wrong() -> None:
    wrong = replace(job(tasks=[{"task_key": "a"}]), left_out={"a": LeftOut(frozenset([("sql_task",)]))})
    assert checked(check_task_types, wrong) == []
