"""Mails as the job's and the tasks' own notifications: an operator that sends one, and mails about failures.

See https://docs.databricks.com/jobs/notifications.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenMail
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.given import given
from databricks_workflows.rules import APPROXIMATE_OPERATOR, WRONG_TYPE, unsupported

_EVENTS = {
    "all_success": ("on_success",),
    "none_failed": ("on_success",),
    "none_failed_min_one_success": ("on_success",),
    "one_failed": ("on_failure",),
    "all_failed": ("on_failure",),
    "all_done": ("on_success", "on_failure"),
    "always": ("on_success", "on_failure"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Whom to tell of an event: of a job, or of the task with a number in it."""

    path: tuple[str, ...]
    ref: int | None
    event: str
    to: tuple[str, ...]


def notices_of(dag: Dag, allow_unsupported: bool, found: Diagnostics) -> list[Notice]:
    """What becomes of the DAG's mails; one that no notification stands for is told."""
    notices = []
    refused = unsupported(allow_unsupported)
    for mail in dag.mails:
        why = _refusal(mail)
        if why:
            found.add(
                refused,
                mail.place,
                f"{mail.what}: no notification of a job stands for it: {why}",
                "give the job or a task email_notifications",
            )
            continue
        events = _EVENTS[mail.rule]
        success = mail.after if len(mail.after) == 1 else (((), None),)
        for event in events:
            places = success if event == "on_success" else mail.failing
            notices += [Notice(path, ref, event, mail.to) for path, ref in places]
        found.add(
            APPROXIMATE_OPERATOR,
            mail.place,
            f"{mail.what} becomes email_notifications.{' and '.join(events)}; the text of the mail is Databricks' own",
            "see that nobody needs its subject or body",
        )
    return notices


def _refusal(mail: FrozenMail) -> str:
    if not mail.to:
        return "it has no address"
    if mail.rule not in _EVENTS:
        return f"trigger_rule {mail.rule!r} is neither success nor failure"
    if not mail.after:
        return "it comes after nothing"
    if len(mail.after) > 1 and not mail.at_the_end:
        return "it comes after some of the steps, neither one nor all"
    return ""


def notify(fields: Mapping[str, Any], events: Iterable[Notice]) -> dict[str, Any]:
    """The fields of a job or a task with further people told."""
    notifications = dict(fields.get("email_notifications", {}))
    for each in events:
        before = notifications.get(each.event, [])
        if isinstance(before, list):
            notifications[each.event] = [*before, *(one for one in each.to if one not in before)]
    return {**fields, **({"email_notifications": notifications} if notifications else {})}


def notify_of_tasks(tasks: Tasks, notices: Iterable[Notice]) -> Tasks:
    """The tasks of a workflow, each with those told of its own end."""
    by_ref: dict[int | None, list[Notice]] = {}
    for each in notices:
        by_ref.setdefault(each.ref, []).append(each)
    return tuple(_notify_of(task, by_ref.get(task.source.ref, [])) for task in tasks)


def _notify_of(task: TaskDraft, notices: Sequence[Notice]) -> TaskDraft:
    told = replace(task, fields=notify(task.fields, notices))
    return _once(told) if any(each.event == "on_failure" for each in notices) else told


def _once(task: TaskDraft) -> TaskDraft:
    """Tell of a failure once the retries are spent."""
    if not task.fields.get("max_retries"):
        return task
    settings = {"alert_on_last_attempt": True, **task.fields.get("notification_settings", {})}
    return task.with_fields(notification_settings=settings)


def mail_about_failures(tasks: Tasks, found: Diagnostics) -> Tasks:
    """``email`` and ``email_on_failure``: each task tells of its failure, once its retries are spent."""
    return tuple(_about_failure(task, found) for task in tasks)


def _about_failure(task: TaskDraft, found: Diagnostics) -> TaskDraft:
    who = addresses(given(task.source, "email"))
    if who is None:
        summary = f"task {task.source.name!r}: email is {shown(given(task.source, 'email'))}, expected addresses"
        found.add(WRONG_TYPE, task.place, summary, "give one address or a list of them", near=("email",))
        return task
    if not who or given(task.source, "email_on_failure") is False:
        return task
    own = task.fields.get("email_notifications", {})
    if not isinstance(own, Mapping) or "on_failure" in own:
        return task
    told = task.with_fields(email_notifications={**own, "on_failure": list(who)})
    return told if given(task.source, "email_on_retry") is True else _once(told)


def addresses(value: Any) -> tuple[str, ...] | None:
    """Addresses as Airflow takes them: a list, or one text with ``,`` or ``;`` between; None for what is neither."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(each.strip() for each in value.replace(";", ",").split(",") if each.strip())
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return None
