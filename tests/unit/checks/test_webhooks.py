"""Webhook ids that Terraform only knows after apply can't be sorted before it (C4)."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.webhooks import check_webhooks
from databricks_workflows.model import tf
from tests.support.workflows import checked, job

ONE, OTHER = tf("${databricks_notification_destination.a.id}"), "${TfToken[TOKEN.1]}"


def hooks(*ids: str) -> list[dict[str, Any]]:
    return [{"id": each} for each in ids]


def warning(who: str, event: str, path: str) -> str:
    return (
        f"warning DW073: {who}: {event} has several webhook ids that are known only after apply; if they come out in "
        f"another order, every plan shows a change [{path}]\n    write the ids themselves, or one webhook an event"
    )


@pytest.mark.parametrize(
    "notifications",
    [
        {},
        {"on_failure": hooks("a", "b")},
        {"on_failure": hooks("a", ONE)},
        {"on_failure": hooks(ONE), "on_success": hooks(OTHER)},
    ],
)
def test_ids_and_one_reference_pass(notifications: dict[str, Any]) -> None:
    assert checked(check_webhooks, job(webhook_notifications=notifications)) == []


def test_two_references_in_an_event_are_a_warning() -> None:
    wrong = job(
        webhook_notifications={"on_success": hooks(ONE, "b", OTHER), "on_failure": hooks(ONE, OTHER)},
        tasks=[{"task_key": "a", "webhook_notifications": {"on_start": hooks(ONE, OTHER)}}],
    )
    assert checked(check_webhooks, wrong) == [
        warning("workflow 'etl'", "on_failure", "etl"),
        warning("workflow 'etl'", "on_success", "etl"),
        warning("task 'a'", "on_start", "etl/a"),
    ]
