"""Defaults of groups and DAGs: a wrong one is told once, as what was written, with the name of its owner."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksTaskOperator, DatabricksWorkflowTaskGroup, TaskGroup
from tests.support.workflows import NOTEBOOK, compiled, tasks_of, text

# What is wrong with a default, as it is told; the same for each owner.
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "retries": ({"retries": "two"}, "DW002: {}: retries is 'two', expected a whole number"),
    "max_retries": ({"max_retries": "two"}, "DW002: {}: max_retries is 'two', expected a whole number"),
    "retry_delay": ({"retry_delay": "soon"}, "DW002: {}: retry_delay is 'soon', expected a whole number"),
    "below a second": ({"execution_timeout": 0.5}, "DW015: {}: execution_timeout is 0.5, expected 0 or at least one"),
    "trigger_rule": ({"trigger_rule": "all_sucess"}, "DW016: {}: trigger_rule 'all_sucess' has no equivalent"),
    "new_cluster": ({"new_cluster": 5}, "DW002: {}: new_cluster is 5, expected a mapping of its fields"),
    "cluster_spec": ({"cluster_spec": 5}, "DW002: {}: cluster_spec is 5, expected a mapping of its fields"),
    "libraries": ({"libraries": 5}, "DW002: {}: libraries is 5, expected a list"),
}
OWNERS = ("DAG 'sales'", "workflow 'etl'", "task group 'inner'")


def written(defaults: dict[str, dict[str, Any]], tasks: int = 3) -> DAG:
    """A DAG of two workflows, each with an inner group of some tasks; defaults by their owner."""
    with DAG("sales", default_args=defaults.get(OWNERS[0])) as dag:
        for group in ("etl", "more"):
            own = defaults.get(OWNERS[1]) if group == "etl" else None
            with DatabricksWorkflowTaskGroup(group_id=group, default_args=own):
                within = defaults.get(OWNERS[2]) if group == "etl" else None
                with TaskGroup(group_id="inner", default_args=within):
                    for number in range(tasks):
                        DatabricksTaskOperator(task_id=f"t{number}", task_config=NOTEBOOK)
    return dag


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_default_is_told_once(case: str, owner: str) -> None:
    defaults, message = WRONG[case]
    (problem,) = compiled(written({owner: defaults})).diagnostics
    assert text([problem])[0].startswith(f"error {message.format(f'default_args of {owner}')}")
    assert problem.path == {OWNERS[0]: "sales", OWNERS[1]: "sales/etl", OWNERS[2]: "sales/etl/inner"}[owner]


@pytest.mark.parametrize("name", ["default_task_retries", "default_task_timeout_seconds"])
def test_a_wrong_argument_of_a_group_is_told_once(name: str) -> None:
    arguments: Any = {name: "x"}
    with DatabricksWorkflowTaskGroup(group_id="etl", **arguments) as etl:
        for number in range(3):
            DatabricksTaskOperator(task_id=f"t{number}", task_config=NOTEBOOK)
    assert text(compiled(etl).diagnostics) == [
        f"error DW002: workflow 'etl': {name} is 'x', expected a whole number [etl]\n    give a whole number"
    ]


def test_two_owners_are_two_mistakes() -> None:
    wrong = {"retries": "two"}
    problems = compiled(written({OWNERS[0]: wrong, OWNERS[1]: wrong, OWNERS[2]: wrong})).diagnostics
    assert [each.summary.partition(": ")[0] for each in problems] == [f"default_args of {each}" for each in OWNERS]


def test_a_task_without_its_wrong_default_misses_nothing() -> None:
    work = {"spark_python_task": {"python_file": "/a.py"}}
    with DatabricksWorkflowTaskGroup(group_id="etl", default_args={"new_cluster": 5}) as etl:
        DatabricksTaskOperator(task_id="load", task_config=work)
    assert [each.code for each in compiled(etl).diagnostics] == ["DW002"]


def test_a_right_default_beside_a_wrong_one_counts() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl", default_args={"retries": 2, "retry_delay": "soon"}) as etl:
        DatabricksTaskOperator(task_id="load", task_config=NOTEBOOK)
    assert tasks_of(etl)["load"]["max_retries"] == 2
