"""Large workflows are compiled and checked like small ones, and in no more time than their size asks for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DAG,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
    chain,
    cross_downstream,
)
from databricks_workflows.authoring.joint import Joint
from databricks_workflows.documents.schema_problems import schema_problems
from databricks_workflows.render import job_arguments
from tests.property.test_workflows import can_be_printed
from tests.support.workflows import compiled, task, told

MANY = 1_000
DEEP = 100
LONG = "x" * 10_000


def a_chain(tasks: list[Node]) -> None:
    chain(*tasks)


def a_star(tasks: list[Node]) -> None:
    tasks[0] >> tasks[1:-1] >> tasks[-1]


def layers(tasks: list[Node]) -> None:
    rows = [tasks[start : start + 20] for start in range(0, MANY, 20)]
    for before, after in pairwise(rows):
        cross_downstream(before, after)


def workflow_of(shape: Callable[[list[Node]], None], **config: Any) -> Node:
    work = {"spark_jar_task": {"main_class_name": "etl.Load"}, "existing_cluster_id": "0923-164208-meows279", **config}
    with DatabricksWorkflowTaskGroup(group_id="etl") as group:
        tasks: list[Node] = [
            DatabricksTaskOperator(task_id=f"task{number:04}", task_config=work) for number in range(MANY)
        ]
    shape(tasks)
    return group


@pytest.mark.parametrize(("shape", "edges"), [(a_chain, 999), (a_star, 1_996), (layers, 19_600)])
def test_a_thousand_tasks(shape: Callable[[list[Node]], None], edges: int) -> None:
    result = compiled(workflow_of(shape))
    assert [each for each in result.diagnostics if each.is_error] == []
    (job,) = result.jobs
    tasks = job_arguments(job)["task"]
    assert len(tasks) == MANY
    assert sum(len(each.get("depends_on", ())) for each in tasks) == edges


def test_the_last_of_a_thousand_reads_the_value_of_the_first() -> None:
    parameters = {"parameters": ["{{tasks.task0000.values.rows}}"]}
    work = {"main_class_name": "etl.Load", **parameters}
    problems = told(workflow_of(a_chain, spark_jar_task=work))
    assert problems == [
        "error DW033: task 'task0000' uses {{tasks.task0000.values.rows}}, and 'task0000' is the task itself "
        "[etl/task0000]\n    a task can read what another one has set"
    ]


def test_a_cycle_of_a_thousand_tasks() -> None:
    def ring(tasks: list[Node]) -> None:
        chain(*tasks, tasks[0])

    (cycle,) = compiled(workflow_of(ring)).errors
    path = " -> ".join(f"task{number:04}" for number in (*range(MANY), 0))
    assert (cycle.code, cycle.summary) == ("DW004", f"these tasks wait for each other: {path}")


def test_a_hundred_dependencies_on_tasks_that_do_not_exist() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as group:
        for number in range(MANY // 10):
            task(f"task{number:04}", depends_on=[f"tusk{number:04}"])
    assert [each.code for each in compiled(group).errors] == ["DW006"] * (MANY // 10)


def nested(wire: bool) -> Node:
    """Groups in each other, each with a task; with edges from the task to the group beside it and back out."""
    opened: list[TaskGroup] = [DatabricksWorkflowTaskGroup(group_id="etl")]
    with opened[0]:
        for level in range(DEEP):
            with opened[-1]:
                first, last = task(f"first{level}"), task(f"last{level}")
                opened.append(TaskGroup(opened[-1], f"g{level}", prefix_group_id=False))
            if wire:
                first >> opened[-1] >> last
    with opened[-1]:
        task("innermost")
    return opened[0]


@pytest.mark.parametrize("wire", [False, True])
def test_a_hundred_groups_in_each_other(wire: bool) -> None:
    result = compiled(nested(wire))
    assert result.errors == ()
    (job,) = result.jobs
    waits = {each["task_key"]: each.get("depends_on") for each in job_arguments(job)["task"]}
    assert len(waits) == 2 * DEEP + 1
    before = [{"task_key": f"first{DEEP - 1}"}] if wire else None
    assert waits["innermost"] == before
    assert waits["last0"] == ([{"task_key": "last1"}] if wire else None)


def test_edges_between_a_group_and_what_is_in_it() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl, TaskGroup(group_id="raw") as raw:
        load = task("load")
    raw >> load
    raw >> raw
    assert [each.splitlines()[0] for each in told(etl)] == [
        "error DW004: task 'raw__load' waits for itself [etl]",
    ]


def test_countless_ways_through_operators_that_become_nothing() -> None:
    with DAG("sales") as dag:
        with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
            task()
        with DatabricksWorkflowTaskGroup(group_id="report") as report:
            task()
        before: Any = etl
        for layer in range(30):
            after = [Joint(None, f"empty{layer}_{number}") for number in range(3)]
            for each in after:
                each << before
            before = after
        report << before
    own = compiled(dag).jobs[-1]
    assert [(each["task_key"], each.get("depends_on", [])) for each in job_arguments(own)["task"]] == [
        ("etl", []),
        ("report", [{"task_key": "etl"}]),
    ]


def test_countless_ways_through_groups_without_tasks() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        first, last = task("first"), task("last")
        before: Any = first
        for layer in range(30):
            after = [TaskGroup(group_id=f"empty{layer}_{number}") for number in range(3)]
            for each in after:
                each << before
            before = after
        last << before
    result = compiled(etl)
    assert job_arguments(result.jobs[0])["task"][1]["depends_on"] == [{"task_key": "first"}]


def test_names_of_ten_thousand_characters() -> None:
    with DAG(LONG) as dag:
        with (
            DatabricksWorkflowTaskGroup(
                group_id=LONG, job_clusters=[{"job_cluster_key": LONG, "new_cluster": {}}], databricks_conn_id=LONG
            ) as group,
            TaskGroup(group_id=LONG),
        ):
            first = task(LONG, job_cluster_key=f"{LONG}y", depends_on=[f"{LONG}z"])
        first << first
    result = compiled(dag)
    can_be_printed(result.diagnostics)
    assert {"DW003", "DW004", "DW006", "DW021"} <= {each.code for each in result.errors}
    assert group.name == LONG
    assert schema_problems("databricks_job", job_arguments(result.jobs[0])) == []
