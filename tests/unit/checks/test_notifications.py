"""Who is told of what."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.notifications import check_metrics, check_notifications, check_recipients
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import tf
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, in_blocks, job

DURATION, BACKLOG = "on_duration_warning_threshold_exceeded", "on_streaming_backlog_exceeded"


def check(of: Job, found: Diagnostics) -> None:
    for rule in (check_notifications, check_recipients, check_metrics):
        in_blocks(rule)(of, found)


def health(*metrics: str) -> dict[str, Any]:
    return {"rules": [{"metric": metric, "op": "GREATER_THAN", "value": 60} for metric in metrics]}


def mail(event: str, *to: str) -> dict[str, Any]:
    return {"email_notifications": {event: list(to) or ["a@b.c"]}}


def one(settings: dict[str, Any] | None = None, **task: Any) -> Job:
    return job(**(settings or {}), tasks=[{"task_key": "a", **task}])


RIGHT: list[Job] = [
    one(mail("on_failure")),
    one({**mail(DURATION), "health": health("RUN_DURATION_SECONDS")}),
    one({"webhook_notifications": {BACKLOG: [{"id": "x"}]}, "health": health("STREAMING_BACKLOG_FILES")}),
    one(mail(DURATION) | {"health": health("RUN_DURATION_SECONDS")}, health=health("RUN_DURATION_SECONDS")),
    one(mail("on_failure", "a@b.c", "d@e.f")),
    one(mail("on_failure", tf("${var.a}"), tf("${var.a}"))),
    one({**mail(DURATION), "health": health(tf("${var.metric}"))}),
    one({"notification_settings": {"no_alert_for_skipped_runs": True}}),
]


@pytest.mark.parametrize("of", RIGHT)
def test_says_nothing_of(of: Job) -> None:
    assert checked(check, of) == []


WRONG: list[tuple[Job, str]] = [
    (
        one(mail(DURATION)),
        f"warning DW500: workflow 'etl': email_notifications.{DURATION} is set, and no health rule beside it has the "
        "metric RUN_DURATION_SECONDS [etl]\n    "
        'add "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 3600}]}',
    ),
    (
        one(webhook_notifications={BACKLOG: [{"id": "x"}]}),
        f"warning DW500: task 'a': webhook_notifications.{BACKLOG} is set, and no health rule beside it has the metric "
        "STREAMING_BACKLOG_* [etl/a]\n    "
        'add "health": {"rules": [{"metric": "STREAMING_BACKLOG_SECONDS", "op": "GREATER_THAN", "value": 3600}]}',
    ),
    (
        one({"health": health("RUN_DURATION_SECONDS")}),
        "info DW502: workflow 'etl': health has a rule for RUN_DURATION_SECONDS, and nobody is told of it [etl]\n"
        f'    give "email_notifications": {{"{DURATION}": [...]}}',
    ),
    (
        one(mail("on_failure", "a@b.c", "d@e.f", "A@b.c")),
        "warning DW503: workflow 'etl': email_notifications.on_failure has 'a@b.c' 2 times [etl]\n    write it once",
    ),
    (
        one(webhook_notifications={"on_start": [{"id": "x"}, {"id": "x"}]}),
        "warning DW503: task 'a': webhook_notifications.on_start has 'x' 2 times [etl/a]\n    write it once",
    ),
    (
        one(
            {
                "email_notifications": {"no_alert_for_skipped_runs": True},
                "notification_settings": {"no_alert_for_skipped_runs": False},
            }
        ),
        "warning DW504: workflow 'etl': email_notifications.no_alert_for_skipped_runs is True, and in "
        "notification_settings it is False [etl]\n    keep the one in notification_settings",
    ),
    (
        one({**mail(BACKLOG), "health": health("STREAMING_BACKLOG_FILES", "STREAMING_BACKLOG_FILES")}),
        "warning DW506: workflow 'etl': health.rules has 2 rules for STREAMING_BACKLOG_FILES [etl]\n"
        "    keep one of them",
    ),
]


@pytest.mark.parametrize(("of", "message"), WRONG)
def test_says_what_is_wrong(of: Job, message: str) -> None:
    assert checked(check, of) == [message]
