"""The task_key of every task (M2)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import md5
from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.pipeline import Settings
from tests.support.workflows import compiled, task, tasks_of, told, workflow


def nested() -> None:
    task("top")
    with TaskGroup(group_id="raw"):
        task("load")
        with TaskGroup(group_id="deep"):
            DatabricksNotebookOperator(task_id="dig", notebook_path="/dig")
        with TaskGroup(group_id="unseen", prefix_group_id=False):
            task("plain")


KEYS: list[tuple[str, dict[str, Any], Callable[[], object], list[str]]] = [
    ("the id", {}, lambda: task("load"), ["load"]),
    ("groups and id", {}, nested, ["raw__deep__dig", "raw__load", "raw__plain", "top"]),
    ("a dot", {}, lambda: task("raw.load"), ["raw__load"]),
    ("prefix and suffix", {"prefix": "p_", "suffix": "-s"}, lambda: task("load"), ["p_load-s"]),
    ("around the groups too", {"prefix": "p_"}, nested, ["p_raw__deep__dig", "p_raw__load", "p_raw__plain", "p_top"]),
    (
        "databricks_task_key wins",
        {"prefix": "p_"},
        lambda: (task("a", databricks_task_key="own"), task("b", databricks_task_key="")),
        ["own", "p_b"],
    ),
    ("100 characters", {}, lambda: task("a" * 100), ["a" * 100]),
]


@pytest.mark.parametrize(("arguments", "body", "keys"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_is_made_of(arguments: dict[str, Any], body: Callable[[], object], keys: list[str]) -> None:
    etl = workflow(body, **arguments)
    assert sorted(tasks_of(etl)) == keys
    assert told(etl) == []


def hashed(text: str) -> str:
    return md5(text.encode()).hexdigest()


def test_airflow_keys_are_the_providers_hashes() -> None:
    with DAG("sales.daily") as dag:
        workflow(nested, task_keys="airflow", prefix="p_")
    assert sorted(tasks_of(dag)) == sorted(
        hashed(f"sales.daily__{path}") for path in ("etl.top", "etl.raw.load", "etl.raw.deep.dig", "plain")
    )


def test_airflow_keys_hold_the_groups_around_the_workflow() -> None:
    with DAG("sales") as dag, TaskGroup(group_id="region"):
        workflow(lambda: (task("a"), task("b", databricks_task_key="own")), task_keys="airflow")
    assert sorted(tasks_of(dag)) == sorted([hashed("sales__region.etl.a"), "own"])


@pytest.mark.parametrize(
    ("own", "of_settings", "key"),
    [
        (None, "path", "load"),
        (None, "airflow", hashed("sales__etl.load")),
        ("path", "airflow", "load"),
        ("airflow", "path", hashed("sales__etl.load")),
    ],
)
def test_the_groups_own_choice_wins_over_the_settings(own: Any, of_settings: Any, key: str) -> None:
    with DAG("sales") as dag:
        workflow(task_keys=own)
    assert list(tasks_of(dag, settings=Settings(task_keys=of_settings))) == [key]


@pytest.mark.parametrize("from_settings", [True, False])
@pytest.mark.parametrize("choice", ["hash", "", 5])
def test_another_choice_is_an_error(choice: Any, from_settings: bool) -> None:
    etl = workflow(task_keys=None if from_settings else choice)
    settings = Settings(task_keys=choice) if from_settings else Settings()
    assert told(etl, settings=settings) == [
        f"error DW002: workflow 'etl': task_keys is {choice!r}, expected 'path' or 'airflow' [etl]\n"
        "    give one of the two"
    ]
    assert list(tasks_of(etl, settings=settings)) == ["load"]


WRONG: list[tuple[str, Callable[[], object], list[str]]] = [
    (
        "101 characters",
        lambda: task("a" * 101),
        [
            f"error DW003: task '{'a' * 101}': the task_key '{'a' * 101}' has 101 characters, at most 100 are allowed "
            f"[etl/{'a' * 101}]\n    shorten the task's id, or give databricks_task_key="
        ],
    ),
    (
        "other characters",
        lambda: task("load the/äpfel"),
        [
            "error DW003: task 'load the/äpfel': the task_key 'load the/äpfel' has ' ', '/', 'ä'; letters, "
            "digits, - and "
            "_ are allowed [etl/load the/äpfel]\n    write 'load_the_pfel', or give databricks_task_key="
        ],
    ),
    (
        "an own key with a blank",
        lambda: task("load", databricks_task_key="my key"),
        [
            "error DW003: task 'load': the task_key 'my key' has ' '; letters, digits, - and _ are allowed [etl/load]\n"
            "    write 'my_key', or give databricks_task_key="
        ],
    ),
    (
        "an own key that is no text",
        lambda: task("load", databricks_task_key=["load"]),
        [
            "error DW003: task 'load': the task_key \"['load']\" has \"'\", '[', ']'; letters, digits, - and _ are "
            "allowed [etl/load]\n    write '_load_', or give databricks_task_key="
        ],
    ),
    (
        "the job's own id",
        lambda: task("Default"),
        ["error DW003: task id 'Default' is the id of the job itself [etl/Default]\n    give the task another id"],
    ),
    (
        "task_key in task_config",
        lambda: task("load", task_config={"task_key": "mine", "notebook_task": {"notebook_path": "/a"}}),
        [
            "info DW012: task 'load': task_key 'mine' in task_config is not used, the task's key is 'load' [etl/load]\n"
            "    give databricks_task_key= to set it"
        ],
    ),
    (
        "the same task_key in task_config",
        lambda: task("load", task_config={"task_key": "load", "notebook_task": {"notebook_path": "/a"}}),
        [],
    ),
]


@pytest.mark.parametrize(("body", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_says_what_is_wrong_with(body: Callable[[], object], messages: list[str]) -> None:
    assert told(workflow(body)) == messages


def test_two_tasks_of_one_key_are_two_tasks_still() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        task("a__b")
        with TaskGroup(group_id="a"):
            task("b")
    (job,) = compiled(etl).jobs
    assert [each.task_key for each in job.settings.tasks or ()] == ["a__b", "a__b"]
