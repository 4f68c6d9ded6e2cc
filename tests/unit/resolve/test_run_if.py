"""Trigger rules as run conditions (M8): the whole table."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from databricks_workflows.resolve.run_if import RUN_IF
from tests.support.workflows import NOTEBOOK, task, tasks_of, told, workflow

TABLE = {
    "all_success": None,
    "all_done": "ALL_DONE",
    "always": "ALL_DONE",
    "dummy": "ALL_DONE",
    "all_failed": "ALL_FAILED",
    "one_success": "AT_LEAST_ONE_SUCCESS",
    "one_failed": "AT_LEAST_ONE_FAILED",
    "none_failed": "NONE_FAILED",
    "none_failed_min_one_success": "NONE_FAILED",
    "none_failed_or_skipped": "NONE_FAILED",
}
WITHOUT = ["all_skipped", "none_skipped", "one_done", "all_done_setup_success", "all_done_min_one_success"]
KNOWN = f"equivalents exist for: {', '.join(TABLE)}; or give run_if="


def run_if(**arguments: Any) -> str | None:
    return tasks_of(workflow(lambda: task("load", **arguments)))["load"].get("run_if")


class TriggerRule(StrEnum):
    """As Airflow has it."""

    ALL_DONE = "all_done"


def test_the_table_is_complete() -> None:
    assert list(RUN_IF) == list(TABLE)


@pytest.mark.parametrize("rule", TABLE)
def test_a_trigger_rule_becomes_a_run_condition(rule: str) -> None:
    assert run_if(trigger_rule=rule) == TABLE[rule]
    assert told(workflow(lambda: task("extract") >> task("load", trigger_rule=rule))) == []


@pytest.mark.parametrize("rule", ["ALL_DONE", TriggerRule.ALL_DONE])
def test_a_trigger_rule_may_be_an_enum_or_in_capitals(rule: Any) -> None:
    assert run_if(trigger_rule=rule) == "ALL_DONE"


@pytest.mark.parametrize("rule", WITHOUT)
def test_a_rule_without_an_equivalent_is_an_error(rule: str) -> None:
    assert told(workflow(lambda: task("load", trigger_rule=rule))) == [
        f"error DW016: task 'load': trigger_rule {rule!r} has no equivalent in Databricks [etl/load]\n    {KNOWN}"
    ]


def test_a_misspelt_rule_is_an_error_that_names_the_nearest() -> None:
    assert told(workflow(lambda: task("load", trigger_rule="all_don"))) == [
        "error DW016: task 'load': trigger_rule 'all_don' has no equivalent in Databricks [etl/load]\n"
        f"    did you mean 'all_done'?\n    {KNOWN}"
    ]


@pytest.mark.parametrize("own", [{"trigger_rule": "all_success"}, {"run_if": "ALL_SUCCESS"}])
def test_the_default_rule_stands_against_default_args(own: dict[str, Any]) -> None:
    etl = workflow(lambda: (task("a", **own), task("b")), default_args={"trigger_rule": "all_done"})
    assert {key: each.get("run_if") for key, each in tasks_of(etl).items()} == {"a": None, "b": "ALL_DONE"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"run_if": "ALL_FAILED"}, "ALL_FAILED"),
        ({"run_if": "ALL_FAILED", "trigger_rule": "all_done"}, "ALL_FAILED"),
        ({"trigger_rule": "all_done", "task_config": {**NOTEBOOK, "run_if": "ALL_FAILED"}}, "ALL_DONE"),
        ({"task_config": {**NOTEBOOK, "run_if": "ALL_FAILED"}}, "ALL_FAILED"),
        ({}, None),
    ],
)
def test_run_if_wins_over_the_trigger_rule_beside_it(arguments: dict[str, Any], expected: str | None) -> None:
    assert run_if(**arguments) == expected


def test_a_teardown_runs_whatever_happened() -> None:
    assert tasks_of(workflow(lambda: task("clean").as_teardown(setups=task("load"))))["clean"] == {
        "depends_on": [{"task_key": "load"}],
        "notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"},
        "run_if": "ALL_DONE",
    }
