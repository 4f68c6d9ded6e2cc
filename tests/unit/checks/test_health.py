"""Who is told of a threshold, and the health rule that sets it."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.health import check_health
from databricks_workflows.model import AnyTask, JobSettings
from databricks_workflows.model.tokens import tf
from tests.support.workflows import checked, in_blocks, job

NB = {"notebook_task": {"notebook_path": "/a"}}
MAILS = {"on_duration_warning_threshold_exceeded": ["a@b.c"]}
BACKLOG = {"on_streaming_backlog_exceeded": [{"id": "x"}]}


def one(**fields: Any) -> dict[str, Any]:
    return {"tasks": [{"task_key": "load", **fields}]}


def nested(**fields: Any) -> dict[str, Any]:
    return one(for_each_task={"inputs": "[1]", "task": {"task_key": "x", **fields}})


def rule(metric: str) -> dict[str, Any]:
    return {"rules": [{"metric": metric, "op": "GREATER_THAN", "value": 60}]}


WRONG: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "no rule",
        {"email_notifications": MAILS},
        [
            "warning DW323: workflow 'etl': email_notifications.on_duration_warning_threshold_exceeded is "
            "set, and no health rule has the metric RUN_DURATION_SECONDS [etl]\n"
            '    add health={"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": '
            "3600}]}"
        ],
    ),
    (
        "a rule of another kind",
        {"webhook_notifications": BACKLOG, "health": rule("RUN_DURATION_SECONDS")},
        [
            "warning DW323: workflow 'etl': webhook_notifications.on_streaming_backlog_exceeded is set, and "
            "no health rule has the metric STREAMING_BACKLOG_* [etl]\n"
            '    add health={"rules": [{"metric": "STREAMING_BACKLOG_SECONDS", "op": "GREATER_THAN", '
            '"value": 3600}]}'
        ],
    ),
    (
        "a rule of the job for a mail of a task",
        {"health": rule("RUN_DURATION_SECONDS"), **one(**NB, email_notifications=MAILS)},
        [
            "warning DW323: task 'load': email_notifications.on_duration_warning_threshold_exceeded is set, "
            "and no health rule has the metric RUN_DURATION_SECONDS [etl/load]\n"
            '    add health={"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": '
            "3600}]}"
        ],
    ),
    (
        "inside a loop",
        nested(**NB, email_notifications=MAILS),
        [
            "warning DW323: task 'load': "
            "for_each_task.task.email_notifications.on_duration_warning_threshold_exceeded is set, and no "
            "health rule has the metric RUN_DURATION_SECONDS [etl/load]\n"
            '    add health={"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": '
            "3600}]}"
        ],
    ),
]


@pytest.mark.parametrize(("settings", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_job_is_told(settings: dict[str, Any], messages: list[str]) -> None:
    assert checked(in_blocks(check_health, AnyTask, JobSettings), job(**settings)) == messages


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("a rule of the job", {"email_notifications": MAILS, "health": rule("RUN_DURATION_SECONDS")}),
    ("an unknown metric", {"email_notifications": MAILS, "health": rule(tf("${var.metric}"))}),
    ("no address", {"email_notifications": {"on_duration_warning_threshold_exceeded": []}}),
    ("a backlog", {"webhook_notifications": BACKLOG, "health": rule("STREAMING_BACKLOG_FILES")}),
]


@pytest.mark.parametrize("settings", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_a_right_job_is_not(settings: dict[str, Any]) -> None:
    assert checked(in_blocks(check_health, AnyTask, JobSettings), job(**settings)) == []
