"""A run at one moment, as plain data: its tasks in the order of the graph, each with its latest attempt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from databricks_workflows.runs.states import State, read_reason, read_state

# The API gives a start time to these too.
_NOT_BEGUN: Final = (State.WAITING, State.QUEUED, State.NOT_RUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRun:
    """A task of a run.

    Args:
        key: its task_key.
        run_id: the id of its own run; 0 where there is none yet.
        state: how far it is.
        attempt: which attempt this is, counted from 1 over retries and repairs.
        attempts: how many attempts its retries allow; None where nothing says so.
        reason: the API's word for why, such as ``RUN_EXECUTION_ERROR``.
        message: the API's message.
        waits_for: the keys of the tasks it depends on.
        started: when it began, in milliseconds since 1970; 0 where it has not.
        ended: when it ended; 0 where it has not.
    """

    key: str
    run_id: int = 0
    state: State = State.WAITING
    attempt: int = 1
    attempts: int | None = None
    reason: str = ""
    message: str = ""
    waits_for: tuple[str, ...] = ()
    started: int = 0
    ended: int = 0

    def seconds(self, now: float) -> float:
        """How long it has run, up to ``now`` (seconds since 1970) where it runs still."""
        return _seconds(self.started, self.ended, self.state, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of a job.

    Args:
        run_id: its id.
        job_id: the id of its job.
        name: what it is called, by default as its job.
        state: how far it is.
        url: its page.
        reason: the API's word for why.
        message: the API's message.
        attempt: 1, and one more for each repair.
        started: when it began, in milliseconds since 1970.
        ended: when it ended; 0 where it has not.
        parameters: its job parameters as they are for this run.
        tasks: in the order of the graph.
    """

    run_id: int
    job_id: int
    name: str
    state: State
    url: str
    reason: str = ""
    message: str = ""
    attempt: int = 1
    started: int = 0
    ended: int = 0
    parameters: tuple[tuple[str, str], ...] = ()
    tasks: tuple[TaskRun, ...] = ()

    def seconds(self, now: float) -> float:
        """How long it has run, up to ``now`` (seconds since 1970) where it runs still."""
        return _seconds(self.started, self.ended, self.state, now)

    @property
    def done(self) -> int:
        """How many tasks have ended."""
        return sum(task.state.ended for task in self.tasks)

    @property
    def culprits(self) -> tuple[TaskRun, ...]:
        """The tasks that failed by themselves, without those that were only not run because of them."""
        return tuple(task for task in self.tasks if task.state in (State.FAILED, State.TIMED_OUT))

    @property
    def consequences(self) -> tuple[TaskRun, ...]:
        """The tasks that were not run because of others, without those that a condition left out."""
        return tuple(task for task in self.tasks if task.reason in ("UPSTREAM_FAILED", "UPSTREAM_CANCELED"))


def run_url(host: str, job_id: int, run_id: int) -> str:
    """The page of a run; the API's own ``run_page_url`` is in an old form that sends most people home.

    Example:
        >>> run_url("https://dbc.example.com/", 12, 8812)
        'https://dbc.example.com/jobs/12/runs/8812'
    """
    return f"{host.rstrip('/')}/jobs/{job_id}/runs/{run_id}"


def read_run(run: Any, host: str) -> Run:
    """A run of ``databricks.sdk.service.jobs`` as plain data; what is missing in it gets a value that harms nobody."""
    job_id, run_id = run.job_id or 0, run.run_id or 0
    reason, message = read_reason(run)
    repairs = [each for each in run.repair_history or () if _word(each.type) == "REPAIR"]
    return Run(
        run_id=run_id,
        job_id=job_id,
        name=run.run_name or f"job {job_id}",
        state=read_state(run),
        url=run_url(host, job_id, run_id),
        reason=reason,
        message=message,
        attempt=1 + len(repairs),
        started=run.start_time or 0,
        ended=run.end_time or 0,
        parameters=tuple(
            (each.name or "", (each.value if each.value is not None else each.default) or "")
            for each in run.job_parameters or ()
        ),
        tasks=in_graph_order(_latest(run.tasks or ())),
    )


def _latest(tasks: Iterable[Any]) -> Iterable[TaskRun]:
    """Retries and repairs give several entries for a task: the last of the highest attempt stands for it."""
    entries: dict[str, list[Any]] = {}
    for task in tasks:
        entries.setdefault(task.task_key or "", []).append(task)
    for key, several in entries.items():
        task = max(several, key=lambda each: (each.attempt_number or 0, each.start_time or 0))
        reason, message = read_reason(task)
        state = read_state(task)
        retries = task.max_retries
        yield TaskRun(
            key=key,
            run_id=task.run_id or 0,
            state=state,
            attempt=(task.attempt_number or 0) + 1,
            attempts=retries + 1 if retries and retries > 0 else None,
            reason=reason,
            message=message,
            waits_for=tuple(each.task_key or "" for each in task.depends_on or ()),
            started=0 if state in _NOT_BEGUN else task.start_time or 0,
            ended=task.end_time or 0,
        )


def in_graph_order(tasks: Iterable[TaskRun]) -> tuple[TaskRun, ...]:
    """Tasks such that each stands behind those it waits for, and by key among equals.

    Example:
        >>> load, extract = TaskRun(key="load", waits_for=("extract",)), TaskRun(key="extract")
        >>> [task.key for task in in_graph_order([load, extract])]
        ['extract', 'load']
    """
    by_key = {task.key: task for task in sorted(tasks, key=lambda task: task.key)}
    graph = TopologicalSorter(
        {key: [each for each in task.waits_for if each in by_key] for key, task in by_key.items()}
    )
    ordered: list[str] = []
    try:
        graph.prepare()
    except CycleError:  # none of ours to judge
        return tuple(by_key.values())
    while graph.is_active():
        ready = sorted(graph.get_ready())
        ordered += ready
        graph.done(*ready)
    return tuple(by_key[key] for key in ordered)


def waiting_for(task: TaskRun, tasks: Sequence[TaskRun]) -> tuple[str, ...]:
    """The keys of the tasks that a task still waits for."""
    going = {each.key for each in tasks if not each.state.ended}
    return tuple(key for key in task.waits_for if key in going)


def _seconds(started: int, ended: int, state: State, now: float) -> float:
    if not started:
        return 0.0
    until = ended or (started if state.ended else now * 1000)
    return max(0.0, (until - started) / 1000)


def _word(value: Any) -> str:
    return str(getattr(value, "value", value) or "")
