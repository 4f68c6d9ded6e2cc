"""One job before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.compare.difference import Item, JobDifference, Kind
from databricks_workflows.compare.fields import field_changes
from databricks_workflows.compare.items import compare_named, compare_tasks
from databricks_workflows.compare.normal_form import JobForm, TaskForm
from databricks_workflows.compare.renames import renames
from databricks_workflows.compare.unsent import unsent

# How a task names what it runs on, where that is a part of the job with a name of its own.
_NAMED_BY = {"job cluster": "job_cluster_key", "environment": "environment_key"}


def compare_jobs(stack: str, before: JobForm, after: JobForm) -> JobDifference | None:
    """What differs in a job; None where nothing does.

    Args:
        stack: the stack's name, for the places of notes.
        before: the former job.
        after: the job.
    """
    items = _own_fields(before, after)
    old_tasks = before.tasks
    followers: list[Item] = []
    for what, new_parts in after.parts.items():
        old_parts = before.parts[what]
        renamed = _renamed(old_parts, new_parts) if what in _NAMED_BY else {}
        followers += compare_named(what, old_parts, new_parts, renamed)
        if renamed:
            old_tasks = {key: _following(task, _NAMED_BY[what], renamed) for key, task in old_tasks.items()}
    work = [{key: task.work for key, task in tasks.items()} for tasks in (old_tasks, after.tasks)]
    items += compare_tasks(old_tasks, after.tasks, _renamed(*work))
    items += followers
    moved = before.address != after.address
    if not items and not moved:
        return None
    return JobDifference(
        kind=Kind.MOVED if moved else Kind.CHANGED,
        name=after.name,
        address=after.address,
        former_address=before.address if moved else None,
        tasks=len(after.tasks),
        items=tuple(items),
        notes=unsent(stack, before, after),
    )


def whole_job(kind: Kind, job: JobForm, counterpart: str | None) -> JobDifference:
    """A job that only one of the outputs has."""
    return JobDifference(kind=kind, name=job.name, address=job.address, counterpart=counterpart, tasks=len(job.tasks))


def _own_fields(before: JobForm, after: JobForm) -> list[Item]:
    changes = field_changes(before.fields, after.fields)
    return [Item(kind=Kind.CHANGED, what="job", name="", changes=changes)] if changes else []


def _renamed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    gone = {name: before[name] for name in before if name not in after}
    new = {name: after[name] for name in after if name not in before}
    return renames(gone, new)


def _following(task: TaskForm, field: str, renamed: Mapping[str, str]) -> TaskForm:
    """The task as if what it names had had its new name already."""

    def followed(work: Mapping[str, Any]) -> dict[str, Any]:
        key = work.get(field)
        changed = {**work, field: renamed[key]} if isinstance(key, str) and key in renamed else dict(work)
        each = work.get("for_each_task")
        if isinstance(each, Mapping) and isinstance(each.get("task"), Mapping):
            changed["for_each_task"] = {**each, "task": followed(each["task"])}
        return changed

    return TaskForm(work=followed(task.work), waits_for=task.waits_for)
