"""The order that the provider reads a job back in (C4).

It sorts tasks and what they wait for by task_key, webhooks by id; a document in any other order would show a change in
every plan. Clusters, environments and parameters come in any order and are sorted so that the same job gives the same
bytes. Libraries, parameters of tasks and mail lists keep the author's order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from databricks_workflows.model import JobSettings, Model, NestedTask, Task, WebhookNotifications
from databricks_workflows.model.tokens import is_unknown

M = TypeVar("M", bound=Model)
T = TypeVar("T", Task, NestedTask)


def in_order(job: JobSettings) -> JobSettings:
    """The same job, sorted."""
    return _changed(
        job,
        tasks=sorted((_task(task) for task in job.tasks or ()), key=lambda task: str(task.task_key)) or None,
        job_clusters=_by("job_cluster_key", job.job_clusters),
        environments=_by("environment_key", job.environments),
        parameters=_by("name", job.parameters),
        webhook_notifications=_webhooks(job.webhook_notifications),
    )


def _task(task: Task) -> Task:
    each = task.for_each_task
    return _changed(
        _work(task),
        for_each_task=_changed(each, task=_work(each.task)) if each is not None else None,
    )


def _work(task: T) -> T:
    return _changed(
        task,
        depends_on=_by("task_key", _by("outcome", task.depends_on)),
        webhook_notifications=_webhooks(task.webhook_notifications),
    )


def _webhooks(notifications: WebhookNotifications | None) -> WebhookNotifications | None:
    """Sorted by id; an id that Terraform only knows after apply stands last."""
    if notifications is None:
        return None
    sorted_events = {
        event: sorted(getattr(notifications, event) or (), key=lambda hook: (is_unknown(hook.id), str(hook.id)))
        for event in notifications.model_fields_set
        if isinstance(getattr(notifications, event), list) and not is_unknown(getattr(notifications, event))
    }
    return _changed(notifications, **sorted_events)


def _by(key: str, items: Iterable[M] | None) -> list[M] | None:
    if items is None or is_unknown(items):
        return None
    return sorted(items, key=lambda item: str(getattr(item, key) or ""))


def _changed(model: M, **values: object) -> M:
    """A copy; what is None stays unset."""
    return model.model_copy(update={name: value for name, value in values.items() if value is not None})
