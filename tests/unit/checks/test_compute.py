"""A task runs on one kind of compute, and has one where its type needs it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.compute import check_compute
from databricks_workflows.resolve.left_out import LeftOut
from tests.support.workflows import checked, job

NOTEBOOK = {"notebook_task": {"notebook_path": "/a"}}
FILE = {"spark_python_task": {"python_file": "/a.py"}}
NEEDS = {
    "spark_python_task": {"python_file": "/a.py"},
    "python_wheel_task": {"package_name": "p", "entry_point": "e"},
    "spark_jar_task": {"main_class_name": "M"},
    "spark_submit_task": {"parameters": ["a"]},
    "dbt_task": {"commands": ["dbt run"]},
}
CLUSTER = {"num_workers": 1}
SUBMIT = {"spark_submit_task": NEEDS["spark_submit_task"]}
RUNNING = {"existing_cluster_id": "x"}


def found(**fields: Any) -> list[str]:
    return checked(check_compute, job(tasks=[{"task_key": "a", **fields}]))


def nested(**fields: Any) -> dict[str, Any]:
    return {"for_each_task": {"inputs": "[1]", "task": {"task_key": "x", **fields}}}


RIGHT: list[dict[str, Any]] = [
    NOTEBOOK,
    {**NOTEBOOK, "existing_cluster_id": "x"},
    {**FILE, "job_cluster_key": "k"},
    {**FILE, "environment_key": "e"},
    {**FILE, "new_cluster": CLUSTER},
    {"run_job_task": {"job_id": 5}},
    nested(**FILE, existing_cluster_id="x"),
    nested(**NOTEBOOK),
    {},
]


@pytest.mark.parametrize("fields", RIGHT)
def test_says_nothing_of_a_right_task(fields: dict[str, Any]) -> None:
    assert found(**fields) == []


CONFLICTS: list[tuple[dict[str, Any], str]] = [
    ({"existing_cluster_id": "x", "job_cluster_key": "k"}, "2 kinds of compute: existing_cluster_id, job_cluster_key"),
    ({"job_cluster_key": "k", "new_cluster": CLUSTER}, "2 kinds of compute: job_cluster_key, new_cluster"),
    (
        {"environment_key": "e", "new_cluster": CLUSTER, "job_cluster_key": "k", "existing_cluster_id": "x"},
        "4 kinds of compute: existing_cluster_id, job_cluster_key, new_cluster, environment_key",
    ),
]


@pytest.mark.parametrize(("compute", "named"), CONFLICTS)
def test_several_choices_are_an_error(compute: dict[str, Any], named: str) -> None:
    assert found(**NOTEBOOK, **compute) == [f"error DW020: task 'a' names {named} [etl/a]\n    keep one of them"]
    assert found(**nested(**NOTEBOOK, **compute)) == [
        f"error DW020: the task inside for-each task 'a' names {named} [etl/a]\n    keep one of them"
    ]


@pytest.mark.parametrize("kind", NEEDS)
def test_none_is_an_error_where_the_type_needs_one(kind: str) -> None:
    remedy = "give job_cluster_key, existing_cluster_id, new_cluster or (serverless) environment_key"
    assert found(**{kind: NEEDS[kind]}) == [
        f"error DW024: task 'a' is a {kind} and has no compute [etl/a]\n    {remedy}"
    ]
    assert found(**nested(**{kind: NEEDS[kind]})) == [
        f"error DW024: the task inside for-each task 'a' is a {kind} and has no compute [etl/a]\n    {remedy}"
    ]


def test_says_nothing_of_a_task_that_is_known_to_be_wrong() -> None:
    wrong = replace(job(tasks=[{"task_key": "a", **FILE}]), left_out={"a": LeftOut(frozenset([("new_cluster",)]))})
    assert checked(check_compute, wrong) == []


USES: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "dbt on a cluster",
        {"dbt_task": {"commands": ["dbt run"], "warehouse_id": "w"}, **RUNNING},
        [],
    ),
    ("a notebook on a warehouse", {"notebook_task": {"notebook_path": "/a", "warehouse_id": "w"}}, []),
    ("spark-submit on a job cluster", {**SUBMIT, "job_cluster_key": "k"}, []),
    (
        "a condition on a cluster",
        {
            "condition_task": {"left": "1", "op": "EQUAL_TO", "right": "1"},
            "libraries": [{"whl": "/a.whl"}],
            **RUNNING,
        },
        [
            "warning DW420: task 'a' is a condition_task, which has no use for existing_cluster_id "
            "[etl/a]\n"
            "    leave it out",
            "warning DW420: task 'a' is a condition_task, which has no use for libraries [etl/a]\n    leave it out",
        ],
    ),
    (
        "SQL on serverless",
        {"sql_task": {"warehouse_id": "w", "query": {"query_id": "q"}}, "environment_key": "e"},
        ["warning DW420: task 'a' is a sql_task, which has no use for environment_key [etl/a]\n    leave it out"],
    ),
    (
        "a loop on a cluster",
        {"for_each_task": {"inputs": "[1]", "task": {"task_key": "x", **NOTEBOOK}}, "job_cluster_key": "k"},
        [
            "warning DW420: task 'a' is a for_each_task, which has no use for job_cluster_key [etl/a]\n"
            "    write it in for_each_task.task"
        ],
    ),
    (
        "a pipeline inside a loop",
        nested(pipeline_task={"pipeline_id": "p"}, new_cluster={}),
        [
            "warning DW420: the task inside for-each task 'a' is a pipeline_task, which has no use for "
            "new_cluster [etl/a]\n"
            "    leave it out"
        ],
    ),
    (
        "spark-submit on a running cluster",
        {**SUBMIT, **RUNNING},
        [
            "error DW425: task 'a' is a spark_submit_task on existing_cluster_id, expected new_cluster "
            "[etl/a]\n"
            "    write new_cluster, or a job_cluster_key"
        ],
    ),
    (
        "spark-submit on serverless",
        {**SUBMIT, "environment_key": "e"},
        [
            "error DW425: task 'a' is a spark_submit_task on environment_key, expected new_cluster "
            "[etl/a]\n"
            "    write new_cluster, or a job_cluster_key"
        ],
    ),
    (
        "a notebook on a warehouse and a cluster",
        {"notebook_task": {"notebook_path": "/a", "warehouse_id": "w"}, "job_cluster_key": "k"},
        [
            "warning DW428: task 'a' has notebook_task.warehouse_id beside job_cluster_key [etl/a]\n"
            "    keep the warehouse for a notebook in SQL alone, else the other"
        ],
    ),
]


@pytest.mark.parametrize(("fields", "messages"), [row[1:] for row in USES], ids=[row[0] for row in USES])
def test_compute_is_of_the_right_kind(fields: dict[str, Any], messages: list[str]) -> None:
    assert found(**fields) == messages
