"""Dynamic values and parameters as they arrive at tasks of the workspace for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from databricks.sdk import WorkspaceClient

from tests.support.workspace import Fail, Succeed, Workspace

TIME = datetime(2026, 3, 7, 6, 5, 42, tzinfo=UTC)  # a Saturday


def task(key: str, *after: str, **settings: Any) -> dict[str, Any]:
    return {"task_key": key, "depends_on": [{"task_key": each} for each in after], **settings}


def notebook(key: str, *after: str, **parameters: str) -> dict[str, Any]:
    return task(key, *after, notebook_task={"notebook_path": "/etl/n", "base_parameters": parameters})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{job.id}} {{ job.name }}", "{job} etl"),
        ("{{job.run_id}}/{{task.run_id}}/{{run_id}}/{{parent_run_id}}", "{run}/{task}/{task}/{run}"),
        ("{{job.trigger.type}} {{job.repair_count}}", "periodic 0"),
        ("{{job.start_time.iso_date}}", "2026-03-02"),
        ("{{job.start_time.timestamp_ms}}", "1772431200000"),
        ("{{job.trigger.time.iso_datetime}}", "2026-03-07T06:05:00"),
        ("{{job.trigger.time.year}}-{{job.trigger.time.month}}-{{job.trigger.time.day}}", "2026-3-7"),
        ("{{job.trigger.time.hour}} {{job.trigger.time.minute}} {{job.trigger.time.second}}", "6 5 0"),
        ("{{job.trigger.time.iso_weekday}} {{job.trigger.time.is_weekday}}", "6 false"),
        ("{{backfill.iso_date}}", "2026-03-07"),
        ("{{task.name}} {{task.execution_count}} {{task.notebook_path}}", "load 1 /etl/n"),
        ("{{job.parameters.day}} {{job.parameters.`day`}}", "2026-03-02 2026-03-02"),
        ("{{job.parameters.table.name}}", "raw"),
        ("{{tasks.first.values.rows}} {{tasks.`first`.result_state}} {{tasks.first.run_id}}", "5 success {first}"),
        ("{{tasks.first.output.rows}}", '[{"a": 1, "b": "x"}]'),
        ("{{tasks.first.output.first_row.a}}{{tasks.first.output.first_row.b}}", "1x"),
        ("{{workspace.id}}", "900800700600"),
        ("{{ds}} {{something.else}} {{input}} {{", "{{ds}} {{something.else}} {{input}} {{"),
        ("{% if %} ${x} $ {}", "{% if %} ${x} $ {}"),
    ],
)
def test_value(text: str, value: str, workspace: Workspace) -> None:
    parameters = [
        {"name": "day", "default": "{{job.start_time.iso_date}}"},
        {"name": "table.name", "default": "raw"},
    ]
    job_id = workspace.create_job(
        notebook("first"), notebook("load", "first", x=text), name="etl", parameters=parameters
    )
    workspace.script(task="first", attempts=[Succeed(values={"rows": "5"}, rows=[{"a": 1, "b": "x"}])])
    run_id = workspace.start(job_id, triggered=TIME, backfill=TIME)
    workspace.finish()
    names = {"job": job_id, "run": run_id} | {
        name: workspace.task_run(run_id, key).run_id for name, key in (("first", "first"), ("task", "load"))
    }
    for name, number in names.items():
        value = value.replace(f"{{{name}}}", str(number))
    assert workspace.received(run_id, "load")["x"] == value


@pytest.mark.parametrize(
    "text",
    [
        "{{job.foo}}",
        "{{job.start_time.week}}",
        "{{job.parameters.unknown}}",
        "{{task.foo}}",
        "{{tasks.first.values.unknown}}",
        "{{tasks.unknown.result_state}}",
        "{{tasks.first.output.first_row}}",
        "{{backfill.iso_date}}",
    ],
)
def test_an_unknown_name_in_a_known_namespace_fails_the_task(text: str, workspace: Workspace) -> None:
    run_id = workspace.start(workspace.create_job(notebook("first"), notebook("load", "first", x=text)))
    workspace.finish()
    end = workspace.task_run(run_id, "load").end
    assert end is not None
    assert (end.result, end.code) == ("FAILED", "INVALID_RUN_CONFIGURATION")
    assert end.message == f"Unknown dynamic value reference: {text}"


def test_the_result_of_a_failed_task_and_a_second_attempt(workspace: Workspace) -> None:
    text = "{{tasks.first.result_state}} {{tasks.first.execution_count}}"
    after = notebook("load", "first", x=text) | {"run_if": "ALL_DONE"}
    workspace.script(task="first", attempts=[Fail()])
    run_id = workspace.start(workspace.create_job(notebook("first") | {"max_retries": 1}, after))
    workspace.finish()
    assert workspace.received(run_id, "load") == {"x": "failed 2"}


PARAMETERS = [{"name": "day", "default": "today"}, {"name": "mode", "default": "full"}]
COMPUTE = {"existing_cluster_id": "c"}


@pytest.mark.parametrize(
    ("settings", "received"),
    [
        (
            {"notebook_task": {"notebook_path": "/n", "base_parameters": {"day": "own", "x": "y"}}},
            {"day": "1", "mode": "full", "x": "y"},
        ),
        ({"notebook_task": {"notebook_path": "/n"}}, {"day": "1", "mode": "full"}),
        (
            {"python_wheel_task": {"package_name": "p", "entry_point": "e", "named_parameters": {"x": "y"}}, **COMPUTE},
            {"day": "1", "mode": "full", "x": "y"},
        ),
        (
            {"python_wheel_task": {"package_name": "p", "entry_point": "e", "parameters": ["-x"]}, **COMPUTE},
            ["-x"],
        ),
        (
            {"spark_python_task": {"python_file": "/f", "parameters": ["-d", "{{job.parameters.day}}"]}, **COMPUTE},
            ["-d", "1"],
        ),
        ({"spark_python_task": {"python_file": "/f"}, **COMPUTE}, {}),
        (
            {"sql_task": {"warehouse_id": "w", "query": {"query_id": "q"}, "parameters": {"x": "{{job.name}}"}}},
            {"day": "1", "mode": "full", "x": "etl"},
        ),
        ({"dbt_task": {"commands": ["dbt run -s {{job.parameters.day}}"]}, **COMPUTE}, ["dbt run -s 1"]),
        (
            {"condition_task": {"op": "EQUAL_TO", "left": "{{job.parameters.day}}", "right": "1"}},
            {"left": "1", "right": "1"},
        ),
    ],
)
def test_job_parameters_go_down_to_tasks_that_have_named_ones(
    settings: dict[str, Any], received: Any, workspace: Workspace, client: WorkspaceClient
) -> None:
    job_id = workspace.create_job(task("load", **settings), name="etl", parameters=PARAMETERS)
    run_id = client.jobs.run_now(job_id, job_parameters={"day": "1"}).run_id
    assert workspace.received(run_id, "load") == received


def test_job_parameters_are_shown_with_default_and_value(workspace: Workspace, client: WorkspaceClient) -> None:
    parameters = [{"name": "z", "default": "{{job.name}}"}, {"name": "a", "default": ""}]
    job_id = workspace.create_job(notebook("load", x="{{job.parameters.z}}"), name="etl", parameters=parameters)
    run_id = client.jobs.run_now(job_id, job_parameters={"a": "1"}).run_id
    run = client.jobs.get_run(run_id, include_resolved_values=True)
    assert [each.as_dict() for each in run.job_parameters or ()] == [
        {"name": "a", "default": "", "value": "1"},
        {"name": "z", "default": "{{job.name}}", "value": "etl"},
    ]
    (shown,) = run.tasks or []
    assert shown.resolved_values is not None
    assert shown.resolved_values.notebook_task is not None
    assert shown.resolved_values.notebook_task.base_parameters == {"a": "1", "x": "etl", "z": "etl"}


def test_parameters_from_before_job_parameters(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(notebook("load", x="own", y="own"))
    run_id = client.jobs.run_now(job_id, notebook_params={"x": "given"}).run_id
    assert workspace.received(run_id, "load") == {"x": "given", "y": "own"}


def test_the_input_of_a_loop(workspace: Workspace) -> None:
    nested = notebook("each", table="{{input.name}}", all="{{input}}")
    job_id = workspace.create_job(
        notebook("first"),
        task("loop", "first", for_each_task={"inputs": "{{tasks.first.values.tables}}", "task": nested}),
    )
    workspace.script(task="first", attempts=[Succeed(values={"tables": '[{"name": "a"}, {"name": "b"}]'})])
    run_id = workspace.start(job_id)
    workspace.finish()
    assert workspace.received(run_id, "loop") == [
        {"table": "a", "all": '{"name": "a"}'},
        {"table": "b", "all": '{"name": "b"}'},
    ]
