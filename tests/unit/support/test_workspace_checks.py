"""What the workspace for tests refuses, as the service does."""

from __future__ import annotations

from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, InvalidParameterValue

from tests.support.workspace import Workspace, quartz

NOTEBOOK: dict[str, Any] = {"notebook_task": {"notebook_path": "/n"}}
CONDITION: dict[str, Any] = {"condition_task": {"op": "EQUAL_TO", "left": "1", "right": "1"}}
WHEEL: dict[str, Any] = {"python_wheel_task": {"package_name": "p", "entry_point": "e"}}
SCHEDULE = {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"}


def task(key: str = "a", *after: Any, **settings: Any) -> dict[str, Any]:
    depends_on = [each if isinstance(each, dict) else {"task_key": each} for each in after]
    kind = {} if any(name.endswith("_task") for name in settings) else NOTEBOOK
    return {"task_key": key, "depends_on": depends_on, **kind, **settings}


def job(*tasks: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return {"tasks": list(tasks or [task()]), **settings}


def cluster(**settings: Any) -> dict[str, Any]:
    return job(job_clusters=[{"job_cluster_key": "c", "new_cluster": settings}])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (job(task("a", "b"), task("b", "a")), "The tasks depend on each other in a cycle: a -> b -> a."),
        (job(task("a", "a")), "The tasks depend on each other in a cycle: a -> a."),
        (job(task("a", "x")), "Task a depends on x, which does not exist in this job."),
        (job(task("a"), task("a")), "Duplicate task_key: a."),
        (job(task("a.b")), "Invalid task_key: 'a.b'. It must be 1 to 100 letters, digits, _ and -."),
        (job(task("a" * 101)), "Invalid task_key"),
        (job({"task_key": "a"}), "Task a must have exactly one task type, found none."),
        (job(task(**NOTEBOOK, **CONDITION)), "found 2: notebook_task, condition_task."),
        (job(task(job_cluster_key="x")), "Task a: job cluster x is not defined in this job."),
        (job(task(environment_key="x", **WHEEL)), "Task a: environment x is not defined in this job."),
        (job(task(**WHEEL)), "Task a: one of new_cluster, existing_cluster_id, job_cluster_key, environment_key must"),
        (job(task(existing_cluster_id="c", job_cluster_key="x")), "must have only one of"),
        (
            job(task(run_if="SOMETIMES")),
            "Invalid value for settings.tasks[0].run_if: 'SOMETIMES'. Allowed values: ALL_",
        ),
        (
            job(task("a"), task("b", {"task_key": "a", "outcome": "true"})),
            "outcome is only allowed where it depends on",
        ),
        (job(task(**CONDITION), task("b", {"task_key": "a", "outcome": "no"})), "invalid outcome 'no'"),
        (job(task(condition_task=CONDITION["condition_task"] | {"op": "=="})), "condition_task.op: '=='"),
        (
            cluster(num_workers=2, autoscale={"min_workers": 1, "max_workers": 2}),
            "only one of num_workers and autoscale",
        ),
        (cluster(autoscale={"min_workers": 3, "max_workers": 2}), "min_workers is greater than max_workers"),
        (cluster(spark_version="x"), "NumWorkers could be 0 only for SingleNode clusters"),
        (job(git_source={"git_url": "https://x/y", "git_branch": "main"}), "git_source.git_provider is required."),
        (job(*(task(f"t{number}") for number in range(1001))), "A job can have at most 1000 tasks, found 1001."),
        (job(schedule=SCHEDULE | {"timezone_id": "Mars/Base"}), "Invalid time zone: 'Mars/Base'."),
        (
            job(schedule=SCHEDULE | {"quartz_cron_expression": "0 6 * * *"}),
            "Invalid quartz cron expression: '0 6 * * *': it has 5 fields, not six or seven.",
        ),
        (job(schedule=SCHEDULE, continuous={}), "Only one of schedule, continuous can be set."),
        (job(parameters=[{"name": "p"}, {"name": "p"}]), "Duplicate parameter name: p."),
        (job(parameters=[{"name": "a b"}]), "Invalid parameter name: 'a b'."),
        (job(tags={str(number): "x" for number in range(26)}), "at most 25 tags"),
        (job(max_concurrent_runs=1001), "max_concurrent_runs must be between 0 and 1000."),
    ],
)
def test_refuses_a_job(settings: dict[str, Any], message: str, workspace: Workspace, client: WorkspaceClient) -> None:
    with pytest.raises(InvalidParameterValue) as error:
        client.api_client.do("POST", "/api/2.2/jobs/create", body=settings)
    assert message in str(error.value)
    assert workspace.jobs == {}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (job(task(max_retries="often")), "settings.tasks[0].max_retries is no integer: 'often'"),
        (job(name=5), "settings.name is no string: 5"),
        ({"tasks": {}}, "settings.tasks is no array: {}"),
        (
            job(task(notebook_task={"notebook_path": "/n", "base_parameters": {"a": 1}})),
            "base_parameters.a is no string",
        ),
        (job(task(retry_on_timeout=1)), "retry_on_timeout is no boolean: 1"),
    ],
)
def test_refuses_values_of_a_wrong_type(settings: dict[str, Any], message: str, client: WorkspaceClient) -> None:
    with pytest.raises(BadRequest) as error:
        client.api_client.do("POST", "/api/2.2/jobs/create", body=settings)
    assert message in str(error.value)
    assert error.value.error_code == "MALFORMED_REQUEST"


@pytest.mark.parametrize(
    "settings",
    [
        cluster(num_workers=0, autoscale={"min_workers": 1, "max_workers": 2}),
        cluster(num_workers=0, spark_conf={"spark.databricks.cluster.profile": "singleNode"}),
        job(task(**CONDITION), task("b", {"task_key": "a", "outcome": "false"})),
        job(task(run_job_task={"job_id": "123"})),
        job(schedule=SCHEDULE | {"timezone_id": "Europe/Berlin", "pause_status": "PAUSED"}),
        job(*(task(f"t{number}") for number in range(1000))),
    ],
)
def test_keeps_a_job(settings: dict[str, Any], client: WorkspaceClient) -> None:
    answer = client.api_client.do("POST", "/api/2.2/jobs/create", body=settings)
    assert isinstance(answer, dict)
    assert client.jobs.get(answer["job_id"]).job_id


@pytest.mark.parametrize(
    "expression",
    [
        "0 0 6 * * ?",
        "0 0/15 6-18 ? * MON-FRI",
        "0 0 6 ? * 2#1",
        "0 0 6 L * ?",
        "0 0 6 L-3 * ?",
        "0 0 6 15W 1,7 ? 2026-2030",
        "0 0 6 ? JAN-MAR 6L",
        "0 0 0 ? * sun",
    ],
)
def test_a_quartz_expression(expression: str) -> None:
    assert quartz.problem(expression) is None


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("0 6 * * *", "it has 5 fields, not six or seven"),
        ("0 0 6 * * *", "exactly one of day of month and day of week must be '?'"),
        ("0 0 6 ? * ?", "exactly one of day of month and day of week must be '?'"),
        ("0 60 6 * * ?", "bad minutes: 60"),
        ("0 0 24 * * ?", "bad hours: 24"),
        ("0 0 6 32 * ?", "bad day of month: 32"),
        ("0 0 6 ? * 0", "bad day of week: 0"),
        ("0 0 6 ? * MONDAY", "bad day of week: MONDAY"),
        ("0 0/0 6 * * ?", "bad minutes: 0/0"),
        ("0 ? 6 * * ?", "bad minutes: ?"),
    ],
)
def test_no_quartz_expression(expression: str, problem: str) -> None:
    assert quartz.problem(expression) == problem
