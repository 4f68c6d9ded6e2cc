"""Every environment has its own key and is used; what a task names is there."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.environments import check_environments
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, job

NB = {"notebook_task": {"notebook_path": "/a"}}
FILE = {"spark_python_task": {"python_file": "/a.py"}}


def one(**fields: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": "load", **fields}]}


def nested(**fields: Any) -> dict[str, Any]:
    return one(for_each_task={"inputs": "[1]", "task": {"task_key": "x", **fields}})


def environments(*specs: tuple[str, Any]) -> dict[str, Any]:
    return {
        "environments": [
            {"environment_key": key, **({"spec": spec} if spec is not None else {})} for key, spec in specs
        ]
    }


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "a misspelt key",
        {**one(**FILE, environment_key="slaes"), **environments(("sales", None))},
        [
            "error DW421: task 'load' runs in environment 'slaes', which nothing declares [etl/load]\n"
            "    did you mean 'sales'?"
        ],
    ),
    (
        "no environments",
        nested(**FILE, environment_key="e"),
        [
            "error DW421: the task inside for-each task 'load' runs in environment 'e', which nothing "
            "declares [etl/load]\n"
            '    declare it: extra_job_params={"environments": [{"environment_key": ..., "spec": {'
            '"environment_version": "2"}}]}'
        ],
    ),
    (
        "unused",
        {**one(**NB), **environments(("b", None), ("a", None))},
        [
            "warning DW422: workflow 'etl': no task uses environment 'a' [etl]\n"
            "    take it away, or name it as a task's environment_key",
            "warning DW422: workflow 'etl': no task uses environment 'b' [etl]\n"
            "    take it away, or name it as a task's environment_key",
        ],
    ),
    (
        "twice",
        {**one(**FILE, environment_key="e"), **environments(("e", None), ("e", {}))},
        ["error DW423: workflow 'etl': 2 environments have the key 'e' [etl]\n    give each its own key"],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(check_environments, job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("used", {**one(**FILE, environment_key="e"), **environments(("e", None))}),
    ("used inside a loop", {**nested(**FILE, environment_key="e"), **environments(("e", None))}),
    ("an unknown key", {**one(**FILE, environment_key=tf("${var.e}")), **environments(("e", None))}),
    ("an environment of an unknown key", {**one(**FILE, environment_key="a"), **environments((tf("${var.e}"), None))}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(check_environments, job(**settings)) == []
