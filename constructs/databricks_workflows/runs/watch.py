"""Looking at runs until they end: the polling loop, without a terminal and without a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from databricks_workflows.runs.events import TaskError
from databricks_workflows.runs.snapshot import Run, TaskRun, run_url
from databricks_workflows.runs.states import State

_SOONEST: Final = 1.0
_GROWTH: Final = 10.0
_ERRORS: Final = 10


class Clock(Protocol):
    """What to wait by; that of ``databricks.sdk`` is one."""

    def time(self) -> float:
        """Seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Source(Protocol):
    """Where runs are looked at."""

    def run(self, run_id: int) -> Run:
        """A run with all its tasks."""

    def error_of(self, task: TaskRun) -> tuple[str, str]:
        """The error of a task and its trace."""


class GaveUp(Exception):
    """The time to watch is over; the run goes on."""


def pause(watched: float, longest: float) -> float:
    """How long to wait before the next look: a second at first, then a tenth of the time watched, up to the longest.

    Args:
        watched: seconds since watching began.
        longest: seconds between two looks at most.

    Example:
        >>> [pause(watched, 10) for watched in (0, 40, 600)]
        [1.0, 4.0, 10]
    """
    return min(longest, max(_SOONEST, watched / _GROWTH))


def sleep(clock: Clock, began: float, longest: float, timeout: float | None) -> None:
    """Wait until the next look.

    Args:
        clock: what to wait by.
        began: when watching began, by that clock.
        longest: seconds between two looks at most.
        timeout: seconds after which to give up; None: never.

    Raises:
        GaveUp: the time is up.
    """
    watched = clock.time() - began
    wait = pause(watched, longest)
    if timeout is not None:
        if watched >= timeout:
            raise GaveUp
        wait = min(wait, timeout - watched)
    clock.sleep(wait)


def watch(source: Source, run_id: int, clock: Clock, *, longest: float, timeout: float | None = None) -> Iterator[Run]:
    """The run, each time it was looked at, until it has ended.

    Args:
        source: the workspace.
        run_id: the run.
        clock: what to wait by.
        longest: seconds between two looks at most.
        timeout: seconds after which to give up; None: never.

    Raises:
        GaveUp: it has not ended in time.
    """
    began = clock.time()
    while True:
        run = source.run(run_id)
        yield run
        if run.state.ended:
            return
        sleep(clock, began, longest, timeout)


def errors_of(source: Source, run: Run, host: str) -> tuple[TaskError, ...]:
    """Why a run did not succeed: the errors of the tasks to blame, the first ten of them; none where it was stopped."""
    if run.state is State.CANCELED:
        return ()
    return tuple(_error(source, run, task, host) for task in run.culprits[:_ERRORS])


def _error(source: Source, run: Run, task: TaskRun, host: str) -> TaskError:
    error, trace = source.error_of(task) if task.run_id else ("", "")
    said = " ".join(error.split()) or task.message
    words = [part for part in (task.reason, said) if part and part != "FAILED"]
    return TaskError(task, ": ".join(words) or task.state.value, trace, run_url(host, run.job_id, task.run_id))
