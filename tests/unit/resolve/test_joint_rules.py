"""What stands behind an operator that became nothing takes that operator's trigger rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DAG, Joint
from tests.support.workflows import compiled, task


def joint(rule: str | None = None, name: str = "joint") -> Joint:
    return Joint(None, name, {"trigger_rule": rule} if rule else {})


def last(body: Callable[[Any], object]) -> tuple[list[str], str | None, list[str]]:
    """What the last task waits for, when it runs, and what is told."""
    with DAG("sales") as dag:
        body(task("a"))
    result = compiled(dag)
    found = {each.task_key: each for each in result.jobs[0].settings.tasks or ()}["last"]
    return [one.task_key for one in found.depends_on or ()], found.run_if, [each.code for each in result.diagnostics]


RULES: dict[str, tuple[Callable[[Any], object], tuple[list[str], str | None, list[str]]]] = {
    "no rule": (lambda a: a >> joint() >> task("last"), (["a"], None, [])),
    "Airflow's own": (lambda a: a >> joint("all_success") >> task("last"), (["a"], None, [])),
    "a rule": (lambda a: a >> joint("all_done") >> task("last"), (["a"], "ALL_DONE", [])),
    "the nearer of two": (
        lambda a: a >> joint("all_done", "x") >> joint("one_failed", "y") >> task("last"),
        (["a"], "AT_LEAST_ONE_FAILED", []),
    ),
    "the one that says something": (
        lambda a: a >> joint("all_done", "x") >> joint(name="y") >> task("last"),
        (["a"], "ALL_DONE", []),
    ),
    "beside an edge of its own": (
        lambda a: [a >> joint("all_done"), task("b")] >> task("last"),
        (["a", "b"], None, ["DW067"]),
    ),
    "beside its own rule": (
        lambda a: a >> joint("all_done") >> task("last", trigger_rule="one_failed"),
        (["a"], "AT_LEAST_ONE_FAILED", ["DW067"]),
    ),
    "without an equivalent": (lambda a: a >> joint("one_done") >> task("last"), (["a"], None, ["DW016"])),
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_taken_where_it_can_be_and_told_where_it_is_lost(name: str) -> None:
    body, found = RULES[name]
    assert last(body) == found
