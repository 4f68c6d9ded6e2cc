"""Who is told: of events that come, once, and of each threshold somebody."""

from __future__ import annotations

from collections import Counter

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import AnyTask, EmailNotifications, Health, JobSettings, WebhookNotifications
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import SENSOR_NOBODY_TOLD
from databricks_workflows.rules.jobs import (
    EVENT_NEVER_COMES,
    METRIC_TWICE,
    NOBODY_TOLD,
    SKIPPED_RUNS_TWICE,
    TOLD_TWICE,
)

_CHANNELS = ("email_notifications", "webhook_notifications")
_EVENTS = {
    "on_duration_warning_threshold_exceeded": "RUN_DURATION_SECONDS",
    "on_streaming_backlog_exceeded": "STREAMING_BACKLOG",
}


def check_notifications(block: Block, job: Job, found: Diagnostics) -> None:
    """Warnings without a threshold, thresholds that nobody is told of, skipped runs with two values."""
    model = block.model
    assert isinstance(model, JobSettings | AnyTask)
    health = model.health
    metrics = [rule.metric for rule in health.rules] if health is not None else []
    if not any(is_unknown(each) or not each.startswith(tuple(_EVENTS.values())) for each in metrics):
        for event, metric in _EVENTS.items():
            _check_event(block, job, event, [each for each in metrics if each.startswith(metric)], metric, found)
    mails, settings = model.email_notifications, model.notification_settings
    old = mails.no_alert_for_skipped_runs if mails is not None else None
    new = settings.no_alert_for_skipped_runs if settings is not None else None
    if None not in (old, new) and old != new:
        block.tell(
            found,
            SKIPPED_RUNS_TWICE,
            ("email_notifications", "no_alert_for_skipped_runs"),
            f"is {old}, and in notification_settings it is {new}",
            "keep the one in notification_settings",
        )


def _check_event(block: Block, job: Job, event: str, rules: list[str], metric: str, found: Diagnostics) -> None:
    channels = [name for name in _CHANNELS if getattr(getattr(block.model, name), event, None)]
    if channels and not rules and not block.left_out.may_have("health"):
        rule = metric if metric == "RUN_DURATION_SECONDS" else f"{metric}_SECONDS"
        for channel in channels:
            block.tell(
                found,
                EVENT_NEVER_COMES,
                (channel, event),
                f"is set, and no health rule beside it has the metric {rule if rule == metric else metric + '_*'}",
                f'add "health": {{"rules": [{{"metric": "{rule}", "op": "GREATER_THAN", "value": 3600}}]}}',
            )
    elif rules and not channels and not _is_told(job, block, event):
        told_of_sensor = any(each.code == SENSOR_NOBODY_TOLD.code for each in found)
        if not told_of_sensor:
            what = f"has a rule for {rules[0]}, and nobody is told of it"
            block.tell(found, NOBODY_TOLD, ("health",), what, f'give "email_notifications": {{"{event}": [...]}}')


def _is_told(job: Job, block: Block, event: str) -> bool:
    """True for a task whose job tells of the event, and where one of the two may have been left out."""
    left_out = [block.left_out, job.left_out_of(None)]
    if any(
        not each or (each[0] in _CHANNELS and each[1:2] in ((), (event,))) for one in left_out for each in one.places
    ):
        return True
    return block.model is not job.settings and any(
        getattr(getattr(job.settings, name), event, None) for name in _CHANNELS
    )


def check_recipients(block: Block, job: Job, found: Diagnostics) -> None:
    """One address or webhook twice in one list."""
    model = block.model
    assert isinstance(model, EmailNotifications | WebhookNotifications)
    for event in sorted(type(model).model_fields):
        recipients = getattr(model, event)
        if not isinstance(recipients, list):
            continue
        names = [each if isinstance(each, str) else each.id for each in recipients]
        counted = Counter(each.lower() for each in names if not is_unknown(each))
        for name, count in counted.items():
            if count > 1:
                block.tell(
                    found, TOLD_TWICE, (event,), f"has {shown(name)} {count} times", "write it once", near=(name,)
                )


def check_metrics(block: Block, job: Job, found: Diagnostics) -> None:
    """Two thresholds for one metric."""
    health = block.model
    assert isinstance(health, Health)
    for metric, count in Counter(rule.metric for rule in health.rules if not is_unknown(rule.metric)).items():
        if count > 1:
            block.tell(found, METRIC_TWICE, ("rules",), f"has {count} rules for {metric}", "keep one of them")
