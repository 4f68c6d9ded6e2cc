"""The JSON Schema of a resource's arguments: what Terraform takes passes, what it refuses does not."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from databricks_workflows.schema import PROVIDER_VERSION, job_json_schema, provider_schema

JOB = Draft202012Validator(job_json_schema("databricks_job"))
PERMISSIONS = Draft202012Validator(job_json_schema("databricks_permissions"))


def problems(arguments: dict[str, Any], validator: Draft202012Validator = JOB) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(arguments)]


def task(**more: Any) -> dict[str, Any]:
    return {"task": [{"task_key": "a", **more}]}


@pytest.mark.parametrize("name", sorted(provider_schema()["resource_schemas"]))
def test_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(job_json_schema(name))


def test_is_of_the_provider_version() -> None:
    assert PROVIDER_VERSION == provider_schema()["version"] == "1.128.0"


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        task(),
        {"task": {"task_key": "a"}},
        {"task": [{"task_key": "a"}, {"task_key": "b"}]},
        {"task": None, "name": None},
        {"//": {"metadata": 1}, "task": [{"//": "a comment", "task_key": "a"}]},
        {
            "lifecycle": {"prevent_destroy": True},
            "provider": "databricks.other",
            "depends_on": ["databricks_job.b"],
            "count": 2,
            "for_each": "${toset(var.names)}",
            "provisioner": [{"local-exec": {"command": "true"}}],
            "connection": {"host": "x"},
        },
        {"max_concurrent_runs": 3},
        {"max_concurrent_runs": "3"},
        {"max_concurrent_runs": "${var.runs}"},
        {"name": 5, "description": True},
        task(retry_on_timeout="true"),
        task(retry_on_timeout="${var.retry}"),
        task(notebook_task={"notebook_path": "/a", "base_parameters": {"n": 1, "b": True, "gone": None}}),
        task(notebook_task=[{"notebook_path": "/a", "base_parameters": "${var.parameters}"}]),
        task(python_wheel_task={"parameters": ["a", 1]}),
        task(python_wheel_task={"parameters": "${var.parameters}"}),
        {"dynamic": {"task": {"for_each": "${var.tasks}", "content": {"task_key": "${task.key}"}}}},
        task(for_each_task={"inputs": "[1]", "task": {"task_key": "b"}}),
        task(health={"dynamic": {"rules": {}}}),
        {"timeouts": {"create": "20m"}},
    ],
)
def test_what_terraform_takes_passes(arguments: dict[str, Any]) -> None:
    assert problems(arguments) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"tasks": []}, "$: Additional properties are not allowed ('tasks' was unexpected)"),
        ({"url": "x"}, "$: Additional properties are not allowed ('url' was unexpected)"),
        (task(retries=1), "$.task[0]: Additional properties are not allowed ('retries' was unexpected)"),
        ({"task": [{}]}, "$.task[0]: 'task_key' is a required property"),
        ({"task": [{"task_key": None}]}, "$.task[0].task_key: None is not of type 'string', 'number', 'boolean'"),
        ({"name": ["x"]}, "$.name: ['x'] is not of type 'string', 'number', 'boolean', 'null'"),
        ({"tags": ["x"]}, "$.tags: ['x'] is not of type 'object', 'string', 'null'"),
        ({"tags": {"a": ["x"]}}, "$.tags.a: ['x'] is not of type 'string', 'number', 'boolean', 'null'"),
        ({"schedule": [{"timezone_id": "UTC"}]}, "$.schedule[0]: 'quartz_cron_expression' is a required property"),
        (
            {"queue": [{"enabled": True}, {"enabled": True}]},
            "$.queue: [{'enabled': True}, {'enabled': True}] is too long",
        ),
        (task(health=[{}]), "$.task[0].health[0]: 'rules' is a required property"),
        (task(health=[{"rules": []}]), "$.task[0].health[0].rules: [] should be non-empty"),
        (task(new_cluster={"init_scripts": [{}] * 11}), f"$.task[0].new_cluster.init_scripts: {[{}] * 11} is too long"),
        (
            task(python_wheel_task={"parameters": [None]}),
            "$.task[0].python_wheel_task.parameters[0]: None is not of type 'string', 'number', 'boolean'",
        ),
    ],
)
def test_what_terraform_refuses_fails(arguments: dict[str, Any], message: str) -> None:
    assert problems(arguments) == [message]


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        ({"max_concurrent_runs": "three"}, "$.max_concurrent_runs"),
        (task(retry_on_timeout="yes"), "$.task[0].retry_on_timeout"),
        (task(python_wheel_task={"parameters": "a"}), "$.task[0].python_wheel_task.parameters"),
    ],
)
def test_text_that_holds_no_such_value_fails(arguments: dict[str, Any], path: str) -> None:
    assert [error.json_path for error in JOB.iter_errors(arguments)] == [path]


def test_permissions_need_an_entry() -> None:
    assert problems({"job_id": "1"}, PERMISSIONS) == ["$: 'access_control' is a required property"]
    assert problems({"job_id": "1", "access_control": {"user_name": "a"}}, PERMISSIONS) == []
