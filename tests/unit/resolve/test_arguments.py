"""Every argument has a meaning, is named as having none, or is an error (C1, C2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
)
from tests.support.workflows import task, told, workflow


def in_dag(**arguments: Any) -> Node:
    with DAG("sales", **arguments) as dag:
        workflow()
    return dag


def no_meaning(names: str, path: str = "etl", who: str = "workflow 'etl'") -> str:
    has = "have" if ", " in names else "has"
    return (
        f"info DW012: {who}: {names} {has} no meaning in a declared job [{path}]\n"
        "    Databricks runs the job, Airflow does not; take it away to silence this"
    )


def notebook(**arguments: Any) -> Callable[[], object]:
    return lambda: DatabricksNotebookOperator(task_id="n", notebook_path="/a", **arguments)


def inner_group() -> None:
    with TaskGroup(group_id="raw", retries=3, tooltip="t"):
        task("a")


def two_groups() -> Node:
    with DAG("sales", fail_fast=True) as dag:
        for name in "ab":
            with DatabricksWorkflowTaskGroup(group_id=name):
                task()
    return dag


TOLD: list[tuple[str, Callable[[], Node], list[str]]] = [
    ("nothing", workflow, []),
    (
        "a misspelt argument of a task",
        lambda: workflow(lambda: task("a", max_retires=3)),
        ["error DW001: task 'a': there is no argument max_retires (value 3) [etl/a]\n    did you mean 'max_retries'?"],
    ),
    (
        "a misspelt argument of a group",
        lambda: workflow(existing_cluster={"a": "b"}),
        [
            "error DW001: workflow 'etl': there is no argument existing_cluster (value {'a': 'b'}) [etl]\n"
            "    did you mean 'existing_clusters'?"
        ],
    ),
    (
        "a misspelt argument of a notebook",
        lambda: workflow(notebook(notebook_param={})),
        [
            "error DW001: task 'n': there is no argument notebook_param (value {}) [etl/n]\n"
            "    did you mean 'notebook_params'?"
        ],
    ),
    (
        "an argument of a notebook by the name that a task has for it",
        lambda: workflow(notebook(libraries=[])),
        [
            "error DW001: task 'n': there is no argument libraries (value []) [etl/n]\n"
            "    did you mean 'notebook_packages'?"
        ],
    ),
    (
        "a misspelt default argument",
        lambda: workflow(default_args={"retires": 3}),
        [
            "error DW001: default_args of workflow 'etl': "
            "there is no argument retires (value 3) [etl]\n    did you mean 'retries'?"
        ],
    ),
    (
        "what only Airflow needs, named once",
        lambda: workflow(lambda: (task("a", pool="p", owner="me"), task("b", pool="q")), tooltip="t"),
        [no_meaning("owner, pool, tooltip")],
    ),
    (
        "what only Airflow needs in a DAG",
        lambda: in_dag(fail_fast=True, tags=["x"]),
        [no_meaning("fail_fast", "sales", "DAG 'sales'")],
    ),
    (
        "the arguments of a DAG without groups",
        lambda: DAG("sales", fail_fast=True, default_arg={}),
        [
            "error DW001: DAG 'sales': there is no argument default_arg (value {}) [sales]\n"
            "    did you mean 'default_args'?",
            no_meaning("fail_fast", "sales", "DAG 'sales'"),
        ],
    ),
    (
        "the arguments of a DAG with two groups, once",
        two_groups,
        [no_meaning("fail_fast", "sales", "DAG 'sales'")],
    ),
    (
        "arguments of an inner group",
        lambda: workflow(inner_group),
        [
            "error DW001: task group 'raw': there is no argument retries (value 3) [etl/raw]\n    take it away",
            no_meaning("tooltip"),
        ],
    ),
    (
        "what only Airflow needs in default_args",
        lambda: in_dag(default_args={"owner": "me", "email_on_failure": False, "retries": 1}),
        [no_meaning("owner", "sales", "DAG 'sales'")],
    ),
    (
        "what is for a DAG's own job, where there is none",
        lambda: in_dag(address="sales", max_active_runs=2),
        [
            "error DW009: DAG 'sales': address is for the DAG's own job, and a DAG of one workflow has "
            "none [sales]\n    give address to the workflow group",
            no_meaning("max_active_runs", "sales", "DAG 'sales'"),
        ],
    ),
    (
        "a callback",
        lambda: workflow(lambda: task("a", on_failure_callback=print)),
        [
            "error DW062: task 'a': on_failure_callback calls print, and a Databricks job calls nothing [etl/a]\n"
            "    let the job tell: email_notifications or webhook_notifications, on_failure; or write a task that does "
            "it, with a run_if"
        ],
    ),
    (
        "callbacks of a DAG and of its default_args",
        lambda: in_dag(on_success_callback=[print, len], default_args={"on_execute_callback": min}),
        [
            "error DW062: DAG 'sales': on_success_callback calls print, len, and a Databricks job calls nothing "
            "[sales]\n    let the job tell: email_notifications or webhook_notifications, on_success; or write a task "
            "that does it, with a run_if",
            "error DW062: default_args of DAG 'sales': on_execute_callback calls min, and a Databricks job calls "
            "nothing [sales]\n    let the job tell: email_notifications or webhook_notifications, on_start; or write "
            "a task that does it, with a run_if",
        ],
    ),
]


@pytest.mark.parametrize(("write", "messages"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_is_told(write: Callable[[], Node], messages: list[str]) -> None:
    assert told(write()) == messages


def test_a_misspelt_argument_of_a_sensor_is_told() -> None:
    etl = workflow()
    sensor = DatabricksSensor(task_id="watch", time_out=5)
    etl >> sensor
    assert told(etl, sensor) == [
        "error DW001: sensor 'watch': there is no argument time_out (value 5) [watch]\n    did you mean 'timeout'?"
    ]


@pytest.mark.parametrize("name", ["polling_period_seconds", "deferrable", "pool", "doc_md"])
def test_arguments_of_every_operator_are_known(name: str) -> None:
    assert told(workflow(lambda: task("a", **{name: 5}))) == [no_meaning(name)]
