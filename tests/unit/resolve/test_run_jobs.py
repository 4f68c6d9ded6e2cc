"""Tasks that run another job name it by its name, its DAG or its workflow."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.authoring import DAG, DatabricksTaskOperator, DatabricksWorkflowTaskGroup, Node
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.pipeline import Settings
from tests.support.workflows import compiled, task, told


def reports(*groups: str, **arguments: Any) -> DAG:
    """The DAG that others run."""
    with DAG("reports", **arguments) as dag:
        for name in groups or ("daily",):
            with DatabricksWorkflowTaskGroup(group_id=name):
                task()
    return dag


def run(work: dict[str, Any], **arguments: Any) -> DAG:
    """A DAG with one task that runs a job, and one before and one behind it."""
    with DAG("load") as dag:
        middle = DatabricksTaskOperator(task_id="run", task_config={"run_job_task": work}, **arguments)
        task("before") >> middle >> task("behind")
    return dag


def job_id(*roots: Node) -> Any:
    (own,) = [job for job in compiled(*roots).jobs if job.place.path == "load"]
    (ran,) = [each for each in own.settings.tasks or () if each.task_key == "run"]
    return ran.run_job_task.job_id if ran.run_job_task else None


NAMED: list[tuple[dict[str, Any], DAG, str]] = [
    ({"job_name": "reports.daily"}, reports(), "reports/daily"),
    ({"workflow": "reports.daily"}, reports(), "reports/daily"),
    ({"dag_id": "reports"}, reports(), "reports/daily"),
    ({"dag_id": "reports"}, reports("a", "b"), "reports"),
    ({"job_name": "reports"}, reports("a", "b"), "reports"),
    ({"job_name": "reports.a"}, reports("a", "b"), "reports/a"),
]


@pytest.mark.parametrize(("work", "other", "path"), NAMED)
def test_a_job_that_is_compiled_with_it_is_found_by_name(work: dict[str, Any], other: DAG, path: str) -> None:
    ref = job_id(run(work), other)
    assert isinstance(ref, JobRef)
    assert ref.path == path
    assert ref == f"${{databricks_job.{path.replace('/', '_')}.id}}"


def test_a_dag_that_somebody_runs_has_a_job_of_its_own_for_all_its_workflows() -> None:
    paths = [job.place.path for job in compiled(reports("a", "b"), run({"dag_id": "reports"})).jobs]
    assert paths == ["reports/a", "reports/b", "reports", "load"]


def test_an_id_stays_as_it_is() -> None:
    assert job_id(run({"job_id": 42})) == 42


def test_a_job_that_nobody_makes_is_told_and_its_edges_go_through() -> None:
    work = {"dag_id": "report"}
    assert told(run(work), reports()) == [
        "error DW062: task 'run' runs DAG 'report', which none of the files read here makes [load/run]\n"
        "    did you mean 'reports'?\n"
        "    read its file in the same call, or run its job by its id or name: DatabricksRunNowOperator(job_id=...)"
    ]
    allowed = compiled(run(work), settings=Settings(allow_unsupported=True))
    assert [(each.code, each.severity) for each in allowed.diagnostics] == [("DW062", "warning")]
    (job,) = allowed.jobs
    waits = {each.task_key: [one.task_key for one in each.depends_on or ()] for each in job.settings.tasks or ()}
    assert waits == {"before": [], "behind": ["before"]}


def test_one_that_does_not_wait_is_told() -> None:
    (problem,) = compiled(run({"dag_id": "reports", "wait": False}), reports()).diagnostics
    assert problem.code == "DW065"
    assert problem.summary.startswith("task 'run' starts 'reports' and does not wait for it")
    assert told(run({"dag_id": "reports", "wait": True}), reports()) == []


def test_the_result_of_what_makes_a_job_is_the_jobs_id() -> None:
    dag = run({"job_id": "{{ ti.xcom_pull(task_ids='made') }}"})
    with dag, DatabricksWorkflowTaskGroup(group_id="made", runs=False):
        task()
    assert job_id(dag).path == "load/made"


def test_a_reference_survives_pickle_and_is_text_to_terraform() -> None:
    import pickle

    ref = JobRef("reports/daily", "reports_daily")
    copy = pickle.loads(pickle.dumps(ref))
    assert (copy, copy.path, copy.address) == (ref, "reports/daily", "reports_daily")


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("{{ var.value.daily_job }}", "${var.daily_job}"),
        ("{{ params.daily_job }}", "${var.daily_job}"),
        ("{{ var.json.jobs.daily }}", '${jsondecode(var.jobs)["daily"]}'),
    ],
)
def test_an_id_that_is_known_at_deploy_time_is_a_terraform_variable(written: str, becomes: str) -> None:
    dag = run({"job_id": written})
    assert job_id(dag) == becomes
    assert [line for line in told(dag) if line.startswith("error")] == []


@pytest.mark.parametrize("written", ["job {{ var.value.daily_job }}", "{{ ds }}", "daily"])
def test_any_other_text_is_no_id(written: str) -> None:
    (error,) = [line for line in told(run({"job_id": written})) if line.startswith("error")]
    assert f"run_job_task.job_id is '{written}', expected a whole number" in error
