"""What many tasks have from one place is told once."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksTaskOperator, DatabricksWorkflowTaskGroup
from tests.support.workflows import NOTEBOOK, compiled, text

SIZE = {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2}


def made_by_one_line(tasks: int, suppressed: int = 0, **arguments: Any) -> DatabricksWorkflowTaskGroup:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        for number in range(tasks):
            suppress = ["DW026"] if number < suppressed else None
            DatabricksTaskOperator(task_id=f"t{number}", suppress=suppress, **{"task_config": NOTEBOOK, **arguments})
    return etl


RELATIVE: dict[str, Any] = {"task_config": {"notebook_task": {"notebook_path": "a"}}}


@pytest.mark.parametrize(
    ("tasks", "others"),
    [(1, ""), (2, " (also 't1')"), (4, " (also 't1', 't2', 't3')"), (6, " (also 't1', 't2', 't3' and 2 more)")],
)
def test_tasks_that_one_line_makes_are_told_of_once(tasks: int, others: str) -> None:
    (problem,) = compiled(made_by_one_line(tasks, **RELATIVE)).diagnostics
    assert problem.summary == f"task 't0': notebook_path 'a' is relative, and its source is WORKSPACE{others}"
    assert problem.path == "etl/t0"


def test_one_that_is_suppressed_stands_alone() -> None:
    problems = compiled(made_by_one_line(3, suppressed=1, **RELATIVE)).diagnostics
    assert [(each.suppressed is not None, each.summary[-11:]) for each in problems] == [
        (True, "s WORKSPACE"),
        (False, "(also 't2')"),
    ]


def test_different_values_are_different_mistakes() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        for path in ("a", "b"):
            DatabricksTaskOperator(task_id=path, task_config={"notebook_task": {"notebook_path": path}})
    assert len(compiled(etl).diagnostics) == 2


def test_tasks_of_two_lines_are_two_mistakes() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        DatabricksTaskOperator(task_id="a", **RELATIVE)
        DatabricksTaskOperator(task_id="b", **RELATIVE)
    assert len(compiled(etl).diagnostics) == 2


def test_what_comes_from_a_default_is_told_at_the_default() -> None:
    with (
        DAG("sales", schedule="@continuous", default_args={"retries": 2}) as dag,
        DatabricksWorkflowTaskGroup(group_id="etl"),
    ):
        DatabricksTaskOperator(task_id="a", task_config=NOTEBOOK)
        DatabricksTaskOperator(task_id="b", task_config=NOTEBOOK)
        DatabricksTaskOperator(task_id="c", task_config=NOTEBOOK, retries=3)
    assert text(compiled(dag).diagnostics) == [
        "warning DW467: task 'a': max_retries is 2, and the job is continuous (also 'b') [sales]\n"
        "    take it away, and give continuous the task_retry_mode ON_FAILURE to retry single tasks",
        "warning DW467: task 'c': max_retries is 3, and the job is continuous [sales/etl/c]\n"
        "    take it away, and give continuous the task_retry_mode ON_FAILURE to retry single tasks",
    ]


def test_a_misspelt_cluster_among_defaults_is_told_there() -> None:
    clusters = [{"job_cluster_key": "main", "new_cluster": SIZE}]
    with DatabricksWorkflowTaskGroup(
        group_id="etl", job_clusters=clusters, default_args={"job_cluster_key": "mian"}
    ) as etl:
        DatabricksTaskOperator(task_id="a", task_config=NOTEBOOK)
        DatabricksTaskOperator(task_id="b", task_config=NOTEBOOK)
    (problem,) = compiled(etl).diagnostics
    assert (problem.code, problem.path) == ("DW021", "etl")
