"""One ladder for every field of a task (M6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    TaskGroup,
)
from tests.support.workflows import NOTEBOOK, compiled, task, tasks_of, told, workflow

SIZE = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge"}

# From the highest rung to the lowest: each says how often to retry in its own way.
RUNGS: dict[str, dict[str, Any]] = {
    "own argument": {"retries": 1},
    "task_config": {"max_retries": 2},
    "inner group": {"retries": 3},
    "group": {"max_retries": 4},
    "group's default_task_retries": {"default_task_retries": 5},
    "outer group": {"retries": 6},
    "DAG": {"max_retries": 7},
}
VALUE = {name: next(iter(rung.values())) for name, rung in RUNGS.items()}


def ladder(*names: str) -> DAG:
    said = {name: RUNGS[name] if name in names else {} for name in RUNGS}
    with (
        DAG("sales", default_args=said["DAG"]) as dag,
        TaskGroup(group_id="region", default_args=said["outer group"]),
        DatabricksWorkflowTaskGroup(group_id="etl", default_args=said["group"], **said["group's default_task_retries"]),
        TaskGroup(group_id="raw", default_args=said["inner group"]),
    ):
        task("load", task_config={**NOTEBOOK, **said["task_config"]}, **said["own argument"])
    return dag


@pytest.mark.parametrize(("higher", "lower"), list(combinations(RUNGS, 2)))
def test_of_two_rungs_the_higher_wins(higher: str, lower: str) -> None:
    assert tasks_of(ladder(lower, higher))["raw__load"]["max_retries"] == VALUE[higher]


@pytest.mark.parametrize("name", RUNGS)
def test_each_rung_counts_alone(name: str) -> None:
    assert tasks_of(ladder(name))["raw__load"]["max_retries"] == VALUE[name]


def test_what_no_rung_says_is_left_out() -> None:
    assert tasks_of(ladder()) == {
        "raw__load": {"notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"}},
    }


CLUSTER = {"num_workers": 1, "policy_id": "ETL"}
FIELDS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("retries", {"retries": 3}, {"max_retries": 3}),
    ("max_retries beside retries", {"retries": 3, "max_retries": 5}, {"max_retries": 5}),
    ("max_retries 0 beside retries", {"retries": 3, "max_retries": 0}, {"max_retries": 0}),
    ("retries as text", {"retries": "3"}, {"max_retries": 3}),
    ("max_retries as text", {"max_retries": "-1"}, {"max_retries": -1}),
    ("min_retry_interval_millis as text", {"min_retry_interval_millis": "500"}, {"min_retry_interval_millis": 500}),
    ("execution_timeout", {"execution_timeout": timedelta(minutes=5)}, {"timeout_seconds": 300}),
    ("timeout_seconds beside it", {"timeout_seconds": 60, "execution_timeout": 300}, {"timeout_seconds": 60}),
    ("timeout_seconds 0 beside it", {"timeout_seconds": 0, "execution_timeout": 300}, {"timeout_seconds": 0}),
    ("timeout_seconds as a timedelta", {"timeout_seconds": timedelta(hours=1)}, {"timeout_seconds": 3600}),
    ("retry_delay", {"retry_delay": timedelta(minutes=1)}, {"min_retry_interval_millis": 60000}),
    (
        "retry_delay with milliseconds",
        {"retry_delay": timedelta(milliseconds=1500)},
        {"min_retry_interval_millis": 1500},
    ),
    ("timeout_seconds as a float", {"timeout_seconds": 90.0}, {"timeout_seconds": 90}),
    ("retry_delay in seconds", {"retry_delay": 5}, {"min_retry_interval_millis": 5000}),
    (
        "min_retry_interval_millis beside it",
        {"min_retry_interval_millis": 10, "retry_delay": 5},
        {"min_retry_interval_millis": 10},
    ),
    ("cluster_spec", {"cluster_spec": CLUSTER}, {"new_cluster": CLUSTER}),
    ("new_cluster", {"new_cluster": CLUSTER}, {"new_cluster": CLUSTER}),
    ("existing_cluster_id", {"existing_cluster_id": "0101-x"}, {"existing_cluster_id": "0101-x"}),
    ("Airflow's empty defaults", {"existing_cluster_id": "", "job_cluster_key": ""}, {}),
    (
        "libraries",
        {"libraries": [{"whl": "/a.whl"}], "existing_cluster_id": "0101-x"},
        {"libraries": [{"whl": "/a.whl"}], "existing_cluster_id": "0101-x"},
    ),
]


@pytest.mark.parametrize(("arguments", "fields"), [row[1:] for row in FIELDS], ids=[row[0] for row in FIELDS])
def test_an_argument_becomes_a_field(arguments: dict[str, Any], fields: dict[str, Any]) -> None:
    etl = workflow(lambda: task("load", **arguments))
    work = {"notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"}}
    assert tasks_of(etl)["load"] == {**work, **fields}
    assert [each for each in told(etl) if "DW029" not in each] == []  # of two names for it: test_two_values.py


def test_retry_on_timeout_is_written_as_given() -> None:
    (job,) = compiled(workflow(lambda: task("load", retry_on_timeout=True))).jobs
    assert [each.retry_on_timeout for each in job.settings.tasks or ()] == [True]


def test_own_compute_keeps_that_of_the_defaults_out() -> None:
    def body() -> None:
        task("own", existing_cluster_id="0101-x")
        task("config", task_config={**NOTEBOOK, "environment_key": "e"})
        task("none")

    tasks = tasks_of(workflow(body, default_args={"new_cluster": CLUSTER, "retries": 2}))
    compute = ("existing_cluster_id", "environment_key", "new_cluster")
    assert {key: {name: each[name] for name in compute if name in each} for key, each in tasks.items()} == {
        "own": {"existing_cluster_id": "0101-x"},
        "config": {"environment_key": "e"},
        "none": {"new_cluster": CLUSTER},
    }


def test_compute_of_the_defaults_is_for_those_that_run_on_it() -> None:
    query = {"sql_task": {"warehouse_id": "w", "query": {"query_id": "q"}}}
    group = workflow(
        lambda: (task("query", task_config=query), task("load", task_config=NOTEBOOK)),
        default_args={"existing_cluster_id": "0101-x", "libraries": [{"whl": "/a.whl"}], "retries": 2},
    )
    assert [each.code for each in compiled(group).diagnostics] == []
    tasks = tasks_of(group)
    assert set(tasks["query"]) & {"existing_cluster_id", "libraries", "max_retries"} == {"max_retries"}
    assert tasks["load"]["existing_cluster_id"] == "0101-x"


def test_a_notebook_operator_is_a_notebook_task() -> None:
    def body() -> None:
        DatabricksNotebookOperator(
            task_id="clean",
            notebook_path="/etl/clean",
            source="WORKSPACE",
            notebook_params={"day": 1, "dry": True, "name": "x"},
            notebook_packages=[{"pypi": {"package": "faker"}}],
            existing_cluster_id="0101-x",
            execution_timeout=timedelta(minutes=1),
        )

    assert tasks_of(workflow(body)) == {
        "clean": {
            "existing_cluster_id": "0101-x",
            "libraries": [{"pypi": {"package": "faker"}}],
            "notebook_task": {
                "base_parameters": {"day": "1", "dry": "true", "name": "x"},
                "notebook_path": "/etl/clean",
                "source": "WORKSPACE",
            },
            "timeout_seconds": 60,
        }
    }


def test_default_args_reach_every_argument_of_a_notebook_operator() -> None:
    defaults = {
        "notebook_path": "/default",
        "notebook_params": {"a": 1},
        "notebook_packages": [{"whl": "/a.whl"}],
        "source": "GIT",
        "existing_cluster_id": "0101-x",
        "databricks_task_key": "key",
        "extra": {"newer": 1},
    }
    git = {"git_url": "https://github.com/a/b", "git_branch": "main"}

    def body() -> None:
        DatabricksNotebookOperator(task_id="a")
        DatabricksNotebookOperator(
            task_id="b",
            notebook_path="/own",
            notebook_params={"b": 2},
            notebook_packages=[],
            source="WORKSPACE",
            databricks_task_key="own",
            extra={},
        )

    etl = workflow(body, default_args=defaults, extra_job_params={"git_source": git})
    assert tasks_of(etl) == {
        "key": {
            "existing_cluster_id": "0101-x",
            "libraries": [{"whl": "/a.whl"}],
            "notebook_task": {"base_parameters": {"a": "1"}, "notebook_path": "/default", "source": "GIT"},
        },
        "own": {
            "existing_cluster_id": "0101-x",
            "notebook_task": {"base_parameters": {"b": "2"}, "notebook_path": "/own", "source": "WORKSPACE"},
        },
    }
    (job,) = compiled(etl).jobs
    assert job.task_extra == {"key": {"newer": 1}, "own": {}}


def test_default_args_reach_every_argument_of_a_task() -> None:
    defaults = {"task_config": NOTEBOOK, "cluster_spec": CLUSTER, "libraries": [{"whl": "/a.whl"}]}
    work = {"notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"}}
    etl = workflow(lambda: DatabricksTaskOperator(task_id="a"), default_args=defaults)
    assert tasks_of(etl) == {"a": {**work, "libraries": [{"whl": "/a.whl"}], "new_cluster": CLUSTER}}


SET: list[tuple[str, str, Any, dict[str, Any]]] = [
    ("one field", "timeout_seconds", 5, {"new_cluster": CLUSTER, "timeout_seconds": 5}),
    ("a field below", "new_cluster.num_workers", 8, {"new_cluster": {**CLUSTER, "num_workers": 8}}),
    (
        "below what is not there",
        "email_notifications.on_start",
        ["a@b.c"],
        {"email_notifications": {"on_start": ["a@b.c"]}, "new_cluster": CLUSTER},
    ),
    ("None takes it away", "new_cluster", None, {}),
    ("None below", "new_cluster.num_workers", None, {"new_cluster": {"policy_id": "ETL"}}),
    ("None of what is not there", "timeout_seconds", None, {"new_cluster": CLUSTER}),
]


@pytest.mark.parametrize(("path", "value", "fields"), [row[1:] for row in SET], ids=[row[0] for row in SET])
def test_set_wins_over_everything(path: str, value: Any, fields: dict[str, Any]) -> None:
    def body() -> None:
        task("load", new_cluster=CLUSTER).set(path, value)

    work = {"notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"}}
    assert tasks_of(workflow(body))["load"] == {**work, **fields}


def test_set_takes_away_what_the_defaults_say() -> None:
    etl = workflow(lambda: task("load").set("max_retries", None), default_task_retries=3)
    assert "max_retries" not in tasks_of(etl)["load"]


WRONG: list[tuple[str, Callable[[], object], list[str]]] = [
    (
        "an unknown field",
        lambda: task("load", task_config={**NOTEBOOK, "timeout": 5}),
        [
            "error DW001: task 'load': there is no field timeout (value 5) [etl/load]\n"
            "    did you mean 'timeout_seconds'?"
        ],
    ),
    (
        "a wrong type",
        lambda: task("load", max_retries="many"),
        [
            "error DW002: task 'load': max_retries is 'many', expected a whole number [etl/load]\n"
            "    give a whole number"
        ],
    ),
    (
        "a wrong type set afterwards",
        lambda: task("load", new_cluster=SIZE).set("new_cluster.num_workers", "2"),
        [
            "error DW002: task 'load': new_cluster.num_workers is '2', expected a whole number [etl/load]\n"
            "    write 2 without quotes"
        ],
    ),
    (
        "no work at all, since it is misspelt",
        lambda: task("load", task_config={"notebok_task": {"notebook_path": "/a"}}),
        [
            "error DW001: task 'load': there is no field notebok_task (value {'notebook_path': '/a'}) [etl/load]\n"
            "    did you mean 'notebook_task'?"
        ],
    ),
    (
        "something required missing",
        lambda: task("load", task_config={"notebook_task": {}}),
        [
            "error DW002: task 'load': notebook_task.notebook_path is required and missing [etl/load]\n"
            "    set notebook_task.notebook_path"
        ],
    ),
    (
        "no mapping",
        lambda: task("load", task_config=["/a"]),
        [
            "error DW002: task 'load': task_config is ['/a'], expected a mapping of fields [etl/load]\n"
            "    write the task as the Jobs API does: {'notebook_task': {...}, ...}"
        ],
    ),
    *(
        (
            f"retries as {value!r}",
            lambda value=value: task("load", retries=value),
            [
                f"error DW002: task 'load': max_retries is {value!r}, expected a whole number [etl/load]\n"
                "    give a whole number"
            ],
        )
        for value in ("--3", "²", "3.0", "")
    ),
    (
        "libraries that are no list",
        lambda: task("load", libraries=5),
        [
            "error DW002: task 'load': libraries is 5, expected a list [etl/load]\n"
            '    write for example [{"pypi": {"package": "..."}}]'
        ],
    ),
    (
        "libraries that are no list beside those of task_config",
        lambda: task("load", libraries=5, task_config={**NOTEBOOK, "libraries": [{"whl": "/a.whl"}]}),
        [
            "error DW002: task 'load': libraries is 5, expected a list [etl/load]\n"
            '    write for example [{"pypi": {"package": "..."}}]'
        ],
    ),
    (
        "extra that is no mapping",
        lambda: task("load", extra=5),
        [
            "error DW002: task 'load': extra is 5, expected a mapping of Terraform's argument names to values "
            "[etl/load]\n    write {'argument': value}"
        ],
    ),
    *(
        (
            f"extra that no document can hold: {value!r}",
            lambda value=value: task("load", extra={"new": [{"field": value}]}),
            [
                f"error DW002: task 'load': {at} is {value!r}, and a document can't hold that [etl/load]\n"
                "    give text, a number, true or false, or lists and mappings of these whose names are text"
            ],
        )
        for value, at in [
            (float("nan"), "extra.new[0].field"),
            ({"a"}, "extra.new[0].field"),
            (2**63, "extra.new[0].field"),
            ({5: 1}, "extra.new[0].field['5']"),
        ]
    ),
    (
        "text of thousands of digits",
        lambda: task("load", max_retries="3" * 5_000),
        [
            f"error DW002: task 'load': max_retries is '{'3' * 76}..., expected a whole number [etl/load]\n"
            "    give a whole number"
        ],
    ),
    (
        "two mistakes",
        lambda: task("load", max_retries="many", timeout_seconds="long"),
        [
            "error DW002: task 'load': max_retries is 'many', expected a whole number [etl/load]\n"
            "    give a whole number",
            "error DW002: task 'load': timeout_seconds is 'long', expected a whole number [etl/load]\n"
            "    give a whole number",
        ],
    ),
]


@pytest.mark.parametrize(("body", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_says_what_is_wrong_with(body: Callable[[], object], messages: list[str]) -> None:
    assert told(workflow(body)) == messages


def test_a_wrong_field_leaves_the_right_ones() -> None:
    etl = workflow(lambda: task("load", max_retries="many", timeout_seconds=5))
    assert tasks_of(etl)["load"] == {
        "notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"},
        "timeout_seconds": 5,
    }


@pytest.mark.parametrize(
    ("arguments", "places"),
    [
        ({"task_config": {"notebok_task": {}}}, {("notebook_task", "notebook_path")}),
        ({"task_config": {"notebook": {}}}, {("notebook_task",)}),
        ({"task_config": {**NOTEBOOK, "new_cluster": {"num_workers": "x"}}}, {("new_cluster", "num_workers")}),
        ({"task_config": {**NOTEBOOK, "xyz": 1}}, {("xyz",)}),
        ({"task_config": 5}, {()}),
        ({"max_retries": "many"}, {("max_retries",)}),
        ({}, set()),
    ],
)
def test_a_task_knows_what_of_it_is_left_out(arguments: dict[str, Any], places: set[tuple[str, ...]]) -> None:
    (job,) = compiled(workflow(lambda: task("load", **arguments))).jobs
    assert job.left_out_of("load").places == places


def notebook(**arguments: Any) -> DatabricksNotebookOperator:
    return DatabricksNotebookOperator(task_id="load", notebook_path="/etl/work", source="WORKSPACE", **arguments)


CONFIG = {**NOTEBOOK, "timeout_seconds": "5"}


@pytest.mark.parametrize(
    "etl",
    [
        lambda: workflow(lambda: task("load", task_config=CONFIG)),
        lambda: workflow(lambda: task("load", timeout_seconds="5")),
        lambda: workflow(lambda: task("load", task_config=None), default_args={"task_config": CONFIG}),
        lambda: workflow(lambda: task("load"), default_args={"timeout_seconds": "5"}),
        lambda: workflow(lambda: task("load"), default_task_timeout_seconds="5"),
        lambda: workflow(lambda: task("load", task_config={"tasks": [{"task_key": "load", **CONFIG}]})),
        lambda: workflow(lambda: notebook(timeout_seconds="5")),
        lambda: workflow(notebook, default_args={"timeout_seconds": "5"}),
        lambda: workflow(lambda: notebook(task_config={"timeout_seconds": "5"})),
        lambda: workflow(lambda: task("load"), extra_job_params={"timeout_seconds": "5"}),
    ],
)
def test_text_for_a_number_is_told_alike_wherever_it_stands(etl: Callable[[], DatabricksWorkflowTaskGroup]) -> None:
    problems = [each.split(": ", 2)[2] for each in told(etl()) if each.startswith("error DW002")]
    texts = [each.partition(" [")[0].removeprefix("default_task_") for each in problems]
    assert texts == ["timeout_seconds is '5', expected a whole number"]
    assert problems[0].endswith("\n    write 5 without quotes")


def test_a_notebook_takes_no_task_config() -> None:
    assert told(workflow(lambda: notebook(task_config={"description": "x"}))) == [
        "error DW001: task 'load': there is no argument task_config (value {'description': 'x'}) [etl/load]\n"
        "    write its fields as arguments, or use DatabricksTaskOperator, which takes task_config"
    ]
