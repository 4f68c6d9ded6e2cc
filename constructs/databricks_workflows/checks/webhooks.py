"""Webhook ids that Terraform only knows after apply can't be sorted before it."""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import WebhookNotifications
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import REFERENCES_UNSORTED


def check_webhooks(job: Job, found: Diagnostics) -> None:
    """Two references in one event: the provider sorts by the ids that they turn out to be."""
    places = [(job.settings.webhook_notifications, f"workflow {job.settings.name!r}", job.place)]
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        places.append((task.webhook_notifications, f"task {key!r}", job.place_of(key)))
    for notifications, who, place in places:
        for event in _unsortable(notifications):
            found.add(
                REFERENCES_UNSORTED,
                place,
                f"{who}: {event} has several webhook ids that are known only after apply; if they come out in another "
                "order, every plan shows a change",
                "write the ids themselves, or one webhook an event",
                near=(event,),
            )


def _unsortable(notifications: WebhookNotifications | None) -> list[str]:
    if notifications is None:
        return []
    return [
        event
        for event in sorted(notifications.model_fields_set)
        if sum(is_unknown(hook.id) for hook in getattr(notifications, event) or ()) > 1
    ]
