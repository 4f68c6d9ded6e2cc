"""Job parameters beside a task's own, and those for other jobs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.job_depth import check_job_depth
from databricks_workflows.checks.job_parameters import check_job_parameters, check_parameters_of_others
from databricks_workflows.checks.job_references import check_job_references
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import tf
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, job, text

STAGE = {"name": "stage", "default": "dev"}


def found(*parameters: dict[str, Any], **work: Any) -> list[str]:
    return checked(check_job_parameters, job(parameters=list(parameters), tasks=[{"task_key": "a", **work}]))


RIGHT: list[dict[str, Any]] = [
    {"notebook_task": {"notebook_path": "/a", "base_parameters": {"other": "x"}}},
    {"notebook_task": {"notebook_path": "/a", "base_parameters": {"stage": "{{job.parameters.stage}}"}}},
    {"spark_python_task": {"python_file": "/a", "parameters": ["stage"]}},
]


@pytest.mark.parametrize("work", RIGHT)
def test_says_nothing_of(work: dict[str, Any]) -> None:
    assert found(STAGE, **work) == []


OVERRIDDEN: list[tuple[dict[str, Any], str]] = [
    ({"notebook_task": {"notebook_path": "/a", "base_parameters": {"stage": "x"}}}, "base_parameters"),
    (
        {"python_wheel_task": {"package_name": "p", "entry_point": "e", "named_parameters": {"stage": "x"}}},
        "named_parameters",
    ),
    ({"sql_task": {"warehouse_id": "w", "parameters": {"stage": "x"}}}, "parameters"),
    ({"run_job_task": {"job_id": 1, "job_parameters": {"stage": "x"}}}, "job_parameters"),
]


@pytest.mark.parametrize(("work", "field"), OVERRIDDEN)
def test_a_job_parameter_overrides_a_tasks_own(work: dict[str, Any], field: str) -> None:
    assert found(STAGE, **work) == [
        f"warning DW477: task 'a': {field} has 'stage', 'x', and the job parameter of that name overrides it [etl/a]\n"
        "    rename one of them, or write {{job.parameters.stage}}"
    ]


def test_a_parameter_is_declared_once() -> None:
    assert found(STAGE, {"name": "stage", "default": "dev"}) == [
        "error DW478: workflow 'etl' declares parameter 'stage' 2 times [etl]\n    declare it once"
    ]


def running(address: str, other: str, **parameters: str) -> Job:
    run = {"job_id": tf(f"${{databricks_job.{other}.id}}"), **({"job_parameters": parameters} if parameters else {})}
    return replace(job(name=address, tasks=[{"task_key": "run", "run_job_task": run}]), address=address)


def leaf(address: str, *parameters: dict[str, Any]) -> Job:
    return replace(job(name=address, parameters=list(parameters), tasks=[{"task_key": "work"}]), address=address)


@pytest.mark.parametrize(
    ("handed", "remedy"),
    [
        ({"stage": "x"}, None),
        ({"stgae": "x"}, "did you mean 'stage'?"),
        ({"day": "x"}, "declare it there with a default, or take it away"),
    ],
)
def test_parameters_of_another_job_are_declared_there(handed: dict[str, str], remedy: str | None) -> None:
    diagnostics = Diagnostics()
    check_parameters_of_others([running("a", "b", **handed), leaf("b", STAGE), running("c", "elsewhere")], diagnostics)
    (name,) = handed
    expected = (
        f"warning DW479: task 'run' hands parameter {name!r} to job 'b', which declares no such parameter [etl/run]\n"
        f"    {remedy}"
    )
    assert text(diagnostics) == ([expected] if remedy else [])


def test_jobs_run_each_other_three_levels_deep() -> None:
    jobs = [running("b", "c"), running("c", "d"), running("d", "e"), leaf("e")]
    diagnostics = Diagnostics()
    check_job_depth(jobs, diagnostics)
    assert text(diagnostics) == []
    check_job_depth([running("a", "b"), *jobs], diagnostics)
    assert text(diagnostics) == [
        "warning DW418: workflow 'a': 4 Run Job tasks are below each other, expected at most 3: a -> b -> c -> d -> e "
        "[etl]\n    run the last jobs from the first one, or make tasks of them"
    ]


def test_a_circle_in_a_document_is_told_once() -> None:
    diagnostics = Diagnostics()
    for rule in (check_job_references, check_job_depth):
        rule([running("a", "b"), running("b", "a")], diagnostics)
    assert text(diagnostics) == [
        "error DW004: these jobs run each other without an end: a -> b -> a [etl]\n"
        "    let a schedule or trigger start one of them"
    ]
