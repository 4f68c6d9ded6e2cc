"""One field with two values in one call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from databricks_workflows.airflow.operators import DAG as AIRFLOW_DAG
from databricks_workflows.airflow.values import Timetable
from databricks_workflows.authoring import DAG, DatabricksWorkflowTaskGroup
from tests.support.workflows import NOTEBOOK, task, tasks_of, told, workflow


def of_a_task(config: dict[str, Any] | None = None, **arguments: Any) -> list[str]:
    def body() -> None:
        task("first")
        task(task_config={**NOTEBOOK, **(config or {})}, depends_on=["first"], **arguments)

    return [each for each in told(workflow(body)) if "DW029" in each]


def of_a_task_says(what: str) -> list[str]:
    return [f"warning DW029: task 'load': {what} [etl/load]\n    leave one out"]


@pytest.mark.parametrize(
    ("config", "arguments", "what"),
    [
        ({"max_retries": 2}, {"retries": 3}, "retries is 3 and task_config.max_retries is 2: retries counts"),
        (
            {"timeout_seconds": 60},
            {"execution_timeout": timedelta(seconds=30)},
            "execution_timeout is datetime.timedelta(seconds=30) and task_config.timeout_seconds is 60: "
            "execution_timeout counts",
        ),
        (
            {"job_cluster_key": "x"},
            {"job_cluster_key": "y"},
            "job_cluster_key is 'y' and task_config.job_cluster_key is 'x': job_cluster_key counts",
        ),
        (
            {"run_if": "ALL_DONE"},
            {"trigger_rule": "all_failed"},
            "trigger_rule is 'all_failed' and task_config.run_if is 'ALL_DONE': trigger_rule counts",
        ),
        ({}, {"retries": 3, "max_retries": 2}, "max_retries is 2 and retries is 3: max_retries counts"),
        (
            {},
            {"run_if": "ALL_DONE", "trigger_rule": "all_failed"},
            "run_if is 'ALL_DONE' and trigger_rule is 'all_failed': run_if counts",
        ),
        (
            {"max_retries": 3},
            {"retries": 3, "max_retries": 2},
            "max_retries is 2 and retries is 3: max_retries counts",
        ),
    ],
)
def test_of_two_values_the_one_that_counts_is_named(
    config: dict[str, Any], arguments: dict[str, Any], what: str
) -> None:
    assert of_a_task(config, **arguments) == of_a_task_says(what)


@pytest.mark.parametrize(
    ("config", "arguments"),
    [
        ({"max_retries": 3}, {"retries": 3}),
        ({"max_retries": 3}, {"retries": "3"}),
        ({"timeout_seconds": 300}, {"execution_timeout": timedelta(minutes=5)}),
        ({"run_if": "ALL_DONE"}, {"trigger_rule": "all_done"}),
        ({"job_cluster_key": "x"}, {"job_cluster_key": ""}),
        ({"libraries": [{"pypi": {"package": "a"}}]}, {"libraries": [{"pypi": {"package": "b"}}]}),
        ({"run_if": "ALL_DONE"}, {"trigger_rule": "one_done"}),  # which is told as no rule at all
    ],
)
def test_silent_where_both_say_the_same_or_both_count(config: dict[str, Any], arguments: dict[str, Any]) -> None:
    assert of_a_task(config, **arguments) == []


def test_a_default_is_there_to_be_overridden() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl", default_args={"retries": 1}, default_task_retries=4) as etl:
        task(task_config={**NOTEBOOK, "max_retries": 2})
    assert tasks_of(etl)["load"]["max_retries"] == 2
    assert told(etl) == []


@pytest.mark.parametrize(
    ("own", "extra", "found"),
    [
        (
            3,
            5,
            [
                "warning DW029: workflow 'etl': extra_job_params.max_concurrent_runs is 5 and max_concurrent_runs is "
                "3: extra_job_params.max_concurrent_runs counts [etl]\n    leave one out"
            ],
        ),
        (5, 5, []),
        (None, 5, []),
    ],
)
def test_of_a_job(own: int | None, extra: int, found: list[str]) -> None:
    etl = workflow(max_concurrent_runs=own, extra_job_params={"max_concurrent_runs": extra})
    assert told(etl) == found


def made(kind: Callable[..., DAG], **arguments: Any) -> DAG:
    with kind(dag_id="sales", **arguments) as dag:
        workflow()
    return dag


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ({"schedule_interval": "0 5 * * *"}, "schedule is '@daily' and schedule_interval is '0 5 * * *'"),
        ({"timetable": Timetable("0 5 * * *")}, "schedule is '@daily' and timetable is '0 5 * * *'"),
        ({"timetable": Timetable("0 0 * * *")}, ""),
        ({"schedule_interval": "@midnight"}, ""),
    ],
)
def test_of_a_dag(arguments: dict[str, Any], what: str) -> None:
    found = [f"warning DW029: DAG 'sales': {what}: schedule counts [sales]\n    leave one out"] if what else []
    assert told(made(AIRFLOW_DAG, schedule="@daily", **arguments)) == found
