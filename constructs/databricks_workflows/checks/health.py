"""Who is told of a threshold, and the health rule that sets it."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import AnyTask, JobSettings
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import NO_HEALTH_RULE

_EVENTS = {
    "on_duration_warning_threshold_exceeded": ("RUN_DURATION_SECONDS", "RUN_DURATION_SECONDS"),
    "on_streaming_backlog_exceeded": ("STREAMING_BACKLOG_", "STREAMING_BACKLOG_SECONDS"),
}


def check_health(block: Block, job: Job, found: Diagnostics) -> None:
    """Mails and webhooks about a threshold, without a health rule of its kind on the same job or task."""
    model = block.model
    assert isinstance(model, JobSettings | AnyTask)
    if not block.complete:
        return
    metrics = [rule.metric for rule in model.health.rules] if model.health is not None else []
    for name in ("email_notifications", "webhook_notifications"):
        notifications = getattr(model, name)
        for event, (begins, example) in _EVENTS.items():
            told = notifications is not None and getattr(notifications, event)
            if told and not any(is_unknown(metric) or metric.startswith(begins) for metric in metrics):
                what = f"is set, and no health rule has the metric {begins}{'*' if begins.endswith('_') else ''}"
                remedy = f'add health={{"rules": [{{"metric": "{example}", "op": "GREATER_THAN", "value": 3600}}]}}'
                block.tell(found, NO_HEALTH_RULE, (name, event), what, remedy)
