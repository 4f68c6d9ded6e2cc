"""What an update of a job can't send (C5).

The provider sends the whole job with each update, and fills what the document leaves out from the former job: for a
task from the one that stood at its place in the list, whatever its key. No plan shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from databricks_workflows.compare.normal_form import JobForm
from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Place
from databricks_workflows.rules import FLAG_KEPT, MAILS_KEPT, QUEUE_KEPT, RUN_AS_KEPT, SOURCE_KEPT

_FLAGS = (
    ("retry_on_timeout",),
    ("notification_settings", "no_alert_for_skipped_runs"),
    ("email_notifications", "no_alert_for_skipped_runs"),
)
# Blocks whose file comes from the job's git_source where nothing else is said, and those of which it never does.
_FROM_GIT = (("notebook_task",), ("dbt_task",), ("sql_task", "file"))
_FROM_THE_WORKSPACE = (("spark_python_task",),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What is looked at: the job, or a task, or the task that another one loops over."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    who: str
    place: Place
    former_key: str | None = None

    def gone(self, field: str) -> str:
        """The first words of a note."""
        if self.former_key is None:
            return f"{self.who}: {field} is taken away"
        return f"{self.who}: {field} is left out, and {self.former_key!r} had it at this place of the task list"


def unsent(stack: str, before: JobForm, after: JobForm) -> tuple[Diagnostic, ...]:
    """The problems of an update, each with what to do.

    Args:
        stack: the stack's name.
        before: the job as it is deployed.
        after: the job as it is to be.
    """
    found = Diagnostics()
    place = Place(f"{stack}/{after.address}")
    job = _Subject(before=before.fields, after=after.fields, who="the job", place=place)
    _run_as_and_queue(job, found)
    _mails_and_flags(job, after.address, found)
    for task in _tasks(before, after, place):
        _mails_and_flags(task, after.address, found)
        _sources(task, before, after, found)
    return tuple(found)


def _tasks(before: JobForm, after: JobForm, place: Place) -> Iterator[_Subject]:
    # The order of both is the one that the provider has them in.
    for (old_key, old), (key, task) in zip(before.tasks.items(), after.tasks.items(), strict=False):
        subject = _Subject(
            before=old.work,
            after=task.work,
            who=f"task {key!r}",
            place=Place(f"{place.path}/{key}"),
            former_key=old_key if old_key != key else None,
        )
        yield subject
        inner = [_at(work, ("for_each_task", "task")) for work in (old.work, task.work)]
        if all(isinstance(each, Mapping) for each in inner):
            yield replace(subject, before=inner[0], after=inner[1], who=f"the loop of task {key!r}")


def _run_as_and_queue(job: _Subject, found: Diagnostics) -> None:
    if job.before.get("run_as") and not job.after.get("run_as"):
        summary = f"{job.gone('run_as')}; the job goes on running as before"
        found.add(RUN_AS_KEPT, job.place, summary, "name in run_as whom it shall run as")
    if _at(job.before, ("queue", "enabled")) is True and _at(job.after, ("queue", "enabled")) is None:
        remedy = 'write {"enabled": false} as the queue'
        found.add(QUEUE_KEPT, job.place, f"{job.gone('queue')}; it stays enabled", remedy)


def _mails_and_flags(subject: _Subject, address: str, found: Diagnostics) -> None:
    """What a job and a task both have."""
    mails = _at(subject.before, ("email_notifications",))
    for event, addresses in sorted(mails.items()) if isinstance(mails, Mapping) else ():
        if isinstance(addresses, list) and addresses and not _at(subject.after, ("email_notifications", event)):
            field = f"email_notifications.{event}"
            found.add(
                MAILS_KEPT,
                subject.place,
                f"{subject.gone(field)}; the provider sends a list with one empty address",
                f"give {field} an address, or make the job anew, with another id and without its runs: "
                f"terraform apply -replace=databricks_job.{address}",
            )
    for path in _FLAGS:
        if _at(subject.before, path) is True and _at(subject.after, path) is None:
            field = ".".join(path)
            found.add(FLAG_KEPT, subject.place, f"{subject.gone(field)}; true is sent", f"write {field} as false")


def _sources(task: _Subject, before: JobForm, after: JobForm, found: Diagnostics) -> None:
    """Blocks without a source that get another one than they would without a former job."""
    for path in (*_FROM_GIT, *_FROM_THE_WORKSPACE):
        block, former = _at(task.after, path), _at(task.before, path)
        if not isinstance(block, Mapping) or not isinstance(former, Mapping) or block.get("source"):
            continue
        default, kept = _default_source(after, path), former.get("source") or _default_source(before, path)
        if kept != default:
            field = ".".join((*path, "source"))
            summary = f"{task.who}: {field} is left out; the former one is sent, {kept}, and not {default}"
            found.add(SOURCE_KEPT, task.place, summary, f'write {field} as "{default}"')


def _default_source(job: JobForm, path: tuple[str, ...]) -> str:
    return "GIT" if path in _FROM_GIT and job.fields.get("git_source") else "WORKSPACE"


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
