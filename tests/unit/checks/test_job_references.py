"""Jobs that run jobs: no circle, no other workspace."""

from __future__ import annotations

from databricks_workflows.authoring import DAG, DatabricksTaskOperator, Node
from tests.support.workflows import told


def dags(**runs: str) -> list[Node]:
    """A DAG of each name, with a task that runs the other one."""
    made: list[Node] = []
    for name, other in runs.items():
        with DAG(name) as dag:
            DatabricksTaskOperator(task_id="run", task_config={"run_job_task": {"dag_id": other}})
        made.append(dag)
    return made


def test_a_line_of_jobs_is_right() -> None:
    with DAG("c") as last:
        DatabricksTaskOperator(task_id="work", task_config={"notebook_task": {"notebook_path": "/a"}})
    assert told(*dags(a="b", b="c"), last) == []


def test_a_circle_is_told_as_its_path() -> None:
    assert told(*dags(a="b", b="c", c="a")) == [
        "error DW004: these jobs run each other without an end: a -> b -> c -> a [a]\n"
        "    let a schedule or trigger start one of them"
    ]


def test_a_job_that_runs_itself_is_told() -> None:
    assert [line.partition("[")[0] for line in told(*dags(a="a"))] == [
        "error DW004: job 'a' runs itself without an end "
    ]
