"""What happens in a run, one event at a time: what ``--json`` prints and what the lines of a log are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from databricks_workflows.runs.snapshot import Run, TaskRun
from databricks_workflows.runs.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened.

    Args:
        event: its kind, such as ``task_changed``.
        run: the run as it is now; None where it is about none.
        task: the task that it is about.
        details: what more it tells, for ``--json``.
    """

    event: str
    run: Run | None = None
    task: TaskRun | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The object that ``--json`` prints."""
        shown: dict[str, Any] = {"event": self.event}
        if self.run is not None:
            shown |= {"run_id": self.run.run_id, "job_id": self.run.job_id, "job": self.run.name}
        if self.task is not None:
            shown |= {"task": self.task.key, "task_run_id": self.task.run_id, "attempt": self.task.attempt}
        about = self.task or self.run
        if about is not None:
            shown |= {"state": _word(about.state), "reason": about.reason or None, "message": about.message or None}
        return shown | dict(self.details)


def changes(before: Run | None, after: Run) -> Iterator[Event]:
    """What is new in a run since it was last seen, the run itself first; its end is told by :func:`finished`.

    Example:
        >>> run = Run(run_id=1, job_id=2, name="sales", state=State.RUNNING, url="")
        >>> [event.event for event in changes(None, run)]
        ['run_changed']
        >>> list(changes(run, run))
        []
    """
    if before is None or (before.state, before.reason) != (after.state, after.reason):
        yield Event(event="run_changed", run=after, details={"url": after.url})
    known = {task.key: task for task in before.tasks} if before else {}
    for task in after.tasks:
        old = known.get(task.key)
        if old is None and task.state is State.WAITING:
            continue
        if old is None or (old.state, old.attempt) != (task.state, task.attempt):
            yield Event(event="task_changed", run=after, task=task)


@dataclass(frozen=True, slots=True)
class TaskError:
    """Why a task did not succeed.

    Args:
        task: the task.
        error: its error in one line.
        trace: the trace, where there is one.
        url: its page.
    """

    task: TaskRun
    error: str
    trace: str
    url: str


def finished(run: Run, errors: tuple[TaskError, ...], now: float) -> Event:
    """The last event of a run: how it ended, which tasks are to blame, how many were not run because of them."""
    failed = [{"task": each.task.key, "error": each.error, "url": each.url} for each in errors]
    details = {
        "exit_code": run.state.exit_code,
        "seconds": round(run.seconds(now), 3),
        "url": run.url,
        "failed": failed,
        "not_run": [task.key for task in run.consequences],
    }
    return Event(event="run_finished", run=run, details=details)


def _word(state: State) -> str:
    """The state as programs read it."""
    return state.value.replace(" ", "_")
