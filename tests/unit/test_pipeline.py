"""Workflows as a whole: what compile() makes of them, and that it never raises."""

from __future__ import annotations

from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Node,
)
from databricks_workflows.pipeline import Compiled, Settings, check_together, compile
from databricks_workflows.render import job_arguments
from tests.support.workflows import compiled, task, text, told, workflow

TASK = {"retry_on_timeout": False}
NOTEBOOK_TASK = {"notebook_task": {"notebook_path": "/a"}}
NOTEBOOK = {"notebook_path": "/etl/work", "source": "WORKSPACE"}


def two_workflows() -> list[Node]:
    with DAG("sales", default_args={"retries": 2}) as dag:
        with DatabricksWorkflowTaskGroup(
            group_id="load", job_clusters=[{"job_cluster_key": "k", "new_cluster": {"policy_id": "ETL"}}]
        ):
            task("write", job_cluster_key="k") << task("read", job_cluster_key="small", retries=0)
        with DatabricksWorkflowTaskGroup(group_id="report"):
            DatabricksNotebookOperator(task_id="daily", notebook_path="/r", notebook_params={"day": "{{ ds }}"})
    return [dag]


def test_two_workflows_become_two_jobs() -> None:
    result = compiled(*two_workflows(), settings=Settings(clusters={"small": {"policy_id": "ETL", "num_workers": 1}}))
    assert [job_arguments(job) for job in result.jobs] == [
        {
            "name": "sales.load",
            "max_concurrent_runs": 1,
            "queue": {"enabled": True},
            "job_cluster": [
                {"job_cluster_key": "k", "new_cluster": {"policy_id": "ETL"}},
                {"job_cluster_key": "small", "new_cluster": {"policy_id": "ETL", "num_workers": 1}},
            ],
            "task": [
                {**TASK, "task_key": "read", "job_cluster_key": "small", "max_retries": 0, "notebook_task": NOTEBOOK},
                {
                    **TASK,
                    "task_key": "write",
                    "depends_on": [{"task_key": "read"}],
                    "job_cluster_key": "k",
                    "max_retries": 2,
                    "notebook_task": NOTEBOOK,
                },
            ],
        },
        {
            "name": "sales.report",
            "max_concurrent_runs": 1,
            "queue": {"enabled": True},
            "parameter": [{"name": "run_date", "default": "{{job.start_time.iso_date}}"}],
            "task": [
                {
                    **TASK,
                    "task_key": "daily",
                    "max_retries": 2,
                    "notebook_task": {
                        "notebook_path": "/r",
                        "base_parameters": {"day": "{{job.parameters.run_date}}"},
                        "source": "WORKSPACE",
                    },
                }
            ],
        },
    ]
    assert [(job.address, job.place.path) for job in result.jobs] == [
        ("sales_load", "sales/load"),
        ("sales_report", "sales/report"),
    ]
    assert result.errors == ()
    assert [(each.code, each.path) for each in result.diagnostics] == [("DW037", "sales/report/daily")]


def test_nothing_is_nothing() -> None:
    assert compile([]) == Compiled((), ())


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    def body() -> None:
        DatabricksTaskOperator(task_id="a", task_config=NOTEBOOK_TASK, max_retires=3, job_cluster_key="nowhere")  # type: ignore[call-arg]
        DatabricksTaskOperator(task_id="b", task_config=NOTEBOOK_TASK, depends_on=["c"])

    result = compiled(workflow(body))
    assert [(each.code, each.path) for each in result.diagnostics] == [
        ("DW001", "etl/a"),
        ("DW021", "etl/a"),
        ("DW006", "etl/b"),
    ]
    assert result.errors == result.diagnostics
    assert len(result.jobs) == 1


def test_what_is_suppressed_is_reported_and_does_not_count() -> None:
    def body() -> None:
        task("a", max_retires=3, suppress=["DW001"])
        task("b", max_retires=3)

    result = compiled(workflow(body))
    remedy = "    did you mean 'max_retries'?"
    assert text(result.diagnostics) == [
        f"error DW001: task 'a': there is no argument max_retires (value 3) [etl/a] (suppressed)\n{remedy}",
        f"error DW001: task 'b': there is no argument max_retires (value 3) [etl/b]\n{remedy}",
    ]
    assert [each.path for each in result.errors] == ["etl/b"]


def test_one_code_may_be_suppressed_as_text() -> None:
    assert compiled(workflow(lambda: task("a", max_retires=3, suppress="DW001"))).errors == ()


def test_suppress_on_a_group_covers_its_tasks() -> None:
    assert compiled(workflow(lambda: task("a", max_retires=3), suppress=["DW001"])).errors == ()


def test_jobs_of_several_stacks_are_seen_beside_each_other() -> None:
    first, second = compiled(workflow()), compiled(workflow())
    assert text(check_together([first, second])) == [
        "info DW072: workflow 'etl' makes another job named 'etl' on connection 'databricks_default' "
        f"({first.jobs[0].place.origin}) [etl]\n    give one of them another name"
    ]


def test_edges_between_workflows_are_told() -> None:
    a, b = DatabricksWorkflowTaskGroup(group_id="a"), DatabricksWorkflowTaskGroup(group_id="b")
    for group in (a, b):
        with group:
            task()
    a >> b
    assert told(a, b) == [
        "error DW017: workflow 'a' >> workflow 'b': the two are not in one workflow [b]\n"
        "    write both in one DAG (with DAG('name'): ...), whose own job runs them in this order, or put the tasks "
        "into one group"
    ]
