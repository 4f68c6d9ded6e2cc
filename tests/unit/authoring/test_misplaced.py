"""What one job per workflow can't hold is found while freezing, each with its own place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from databricks_workflows.authoring import (
    DAG,
    DatabricksSensor,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
    chain,
    freeze,
)
from databricks_workflows.rules import EDGE_BETWEEN_GROUPS
from tests.support.workflows import task, told

IN_A_DAG = (
    "write both in one DAG (with DAG('name'): ...), whose own job runs them in this order, or put the tasks into one "
    "group"
)
OF_ITS_OWN = "a workflow comes neither before nor after what is in it"


def two_groups() -> tuple[DatabricksWorkflowTaskGroup, DatabricksWorkflowTaskGroup]:
    a, b = DatabricksWorkflowTaskGroup(group_id="a"), DatabricksWorkflowTaskGroup(group_id="b")
    with a:
        task("a1")
    with b:
        task("b1")
    return a, b


def between_groups() -> Sequence[Node]:
    a, b = two_groups()
    a >> b
    return a, b


def between_tasks_of_groups() -> Sequence[Node]:
    a, b = two_groups()
    a.members[0] >> b.members[0]
    return a, b


def from_sensor_to_group() -> Sequence[Node]:
    a, b = two_groups()
    sensor = DatabricksSensor(task_id="watch")
    chain(a, sensor, b)
    return a, sensor, b


def from_group_to_own_task() -> Sequence[Node]:
    a, b = two_groups()
    a >> a.members[0]
    return a, b


def from_task_to_sensor() -> Sequence[Node]:
    a, b = two_groups()
    sensor = DatabricksSensor(task_id="watch")
    a.members[0] >> sensor
    return a, b, sensor


def task_in_a_dag() -> Sequence[Node]:
    with DAG("sales") as dag:
        task("lost")
    return [dag]


def task_in_a_plain_group() -> Sequence[Node]:
    with TaskGroup(group_id="plain") as plain:
        task("lost")
    return [plain]


def sensor_in_a_workflow() -> Sequence[Node]:
    with DatabricksWorkflowTaskGroup(group_id="a") as a:
        DatabricksSensor(task_id="watch")
    return [a]


def sensor_deep_in_a_workflow() -> Sequence[Node]:
    with DatabricksWorkflowTaskGroup(group_id="a") as a, TaskGroup(group_id="inner"):
        DatabricksSensor(task_id="watch")
    return [a]


def sensor_in_a_plain_group_of_a_dag() -> Sequence[Node]:
    with DAG("sales") as dag:
        a = DatabricksWorkflowTaskGroup(group_id="a")
        with TaskGroup(group_id="plain"):
            a >> DatabricksSensor(task_id="watch")
    return [dag]


def workflow_in_a_workflow() -> Sequence[Node]:
    with DatabricksWorkflowTaskGroup(group_id="a") as a, TaskGroup(group_id="inner"):
        DatabricksWorkflowTaskGroup(group_id="b")
    return [a]


MISPLACED: list[tuple[Callable[[], Sequence[Node]], list[tuple[str, str, str, bool]]]] = [
    (two_groups, []),
    (between_groups, [("b", "workflow 'a' >> workflow 'b': the two are not in one workflow", IN_A_DAG, True)]),
    (
        between_tasks_of_groups,
        [("b/b1", "task 'a1' >> task 'b1': the two are not in one workflow", IN_A_DAG, True)],
    ),
    (from_sensor_to_group, [("b", "workflow 'a' >> workflow 'b': the two are not in one workflow", IN_A_DAG, True)]),
    (from_group_to_own_task, [("a/a1", f"workflow 'a' >> task 'a1': {OF_ITS_OWN}", "take the edge away", True)]),
    (from_task_to_sensor, [("watch", "task 'a1' >> sensor 'watch': the two are not in one workflow", IN_A_DAG, True)]),
    (task_in_a_dag, []),
    (
        task_in_a_plain_group,
        [
            (
                "plain/lost",
                "task 'lost' stands in no workflow group",
                "write it inside a DatabricksWorkflowTaskGroup, or in a DAG, whose own job runs it",
                False,
            )
        ],
    ),
    (
        sensor_in_a_workflow,
        [
            (
                "a/watch",
                "sensor 'watch' stands inside a workflow group",
                "write it after the group: group >> sensor",
                False,
            )
        ],
    ),
    (
        sensor_deep_in_a_workflow,
        [
            (
                "a/inner/watch",
                "sensor 'watch' stands inside a workflow group",
                "write it after the group: group >> sensor",
                False,
            )
        ],
    ),
    (sensor_in_a_plain_group_of_a_dag, []),
    (
        workflow_in_a_workflow,
        [
            (
                "a/inner/b",
                "workflow group 'b' stands inside another workflow group",
                "use TaskGroup for the inner one, or put both side by side",
                False,
            )
        ],
    ),
]


@pytest.mark.parametrize(("write", "found"), MISPLACED, ids=[row[0].__name__ for row in MISPLACED])
def test_is_found_while_freezing(write: Callable[[], Sequence[Node]], found: list[tuple[str, str, str, bool]]) -> None:
    dags = freeze(write())
    assert [
        (each.place.path, each.summary, each.remedy, each.rule is EDGE_BETWEEN_GROUPS)
        for dag in dags
        for each in dag.found
    ] == found


def test_an_edge_that_leaves_is_placed_where_it_was_written() -> None:
    a, b = two_groups()
    a >> b
    (edge,) = b.incoming
    (misplaced,) = freeze([a, b])[1].found
    assert edge.origin is not None
    assert misplaced.place.origin == edge.origin != b.origin


@pytest.mark.parametrize("edge", ["none", "a task to a task", "a task to the group", "the group to a task"])
@pytest.mark.parametrize("scope", [DAG, DatabricksWorkflowTaskGroup])
def test_a_workflow_in_a_workflow_is_told_once_whatever_edges_it_has(edge: str, scope: type[DAG]) -> None:
    with scope(None, "outer") as root, DatabricksWorkflowTaskGroup(group_id="g"):
        first, last = task("first"), task("last")
        with DatabricksWorkflowTaskGroup(group_id="h", prefix="x_", databricks_conn_id="other") as inner:
            within = task("within")
        if edge == "a task to a task":
            first >> within >> last
        elif edge == "a task to the group":
            first >> inner
        elif edge == "the group to a task":
            inner >> last
    assert [each for each in told(root) if "workflow group 'g'" not in each] == [
        "error DW009: workflow group 'h' stands inside another workflow group [outer/g/h]\n"
        "    use TaskGroup for the inner one, or put both side by side"
    ]
