"""A run and the runs of its tasks, as the workspace keeps them.

States are those of the newer model; ``answers.py`` says them in both. A task of a run, or an iteration of a for-each
task, is a ``Slot``: one place in the graph, with an attempt for each time it ran.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any

from tests.support.workspace.calls import Json
from tests.support.workspace.script import Attempt

FAILED = ("FAILED", "TIMEDOUT", "CANCELED", "UPSTREAM_FAILED", "UPSTREAM_CANCELED")

_DETAILS = {
    "SUCCESS": ("SUCCESS", "SUCCESS"),
    "SUCCESS_WITH_FAILURES": ("SUCCESS_WITH_FAILURES", "SUCCESS"),
    "FAILED": ("RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
    "TIMEDOUT": ("CANCELED", "CLIENT_ERROR"),
    "CANCELED": ("USER_CANCELED", "CLIENT_ERROR"),
    "EXCLUDED": ("SKIPPED", "SUCCESS"),
    "UPSTREAM_FAILED": ("SKIPPED", "CLIENT_ERROR"),
    "UPSTREAM_CANCELED": ("SKIPPED", "CLIENT_ERROR"),
    "DISABLED": ("DISABLED", "SUCCESS"),
    "MAXIMUM_CONCURRENT_RUNS_REACHED": ("MAX_CONCURRENT_RUNS_EXCEEDED", "CLIENT_ERROR"),
}
_TYPES = {"CLOUD_FAILURE": "CLOUD_FAILURE", "INTERNAL_ERROR": "INTERNAL_ERROR", "DRIVER_ERROR": "INTERNAL_ERROR"}


@dataclass(frozen=True)
class End:
    """How a run ended: its result, and why."""

    result: str
    message: str = ""
    life_cycle: str = "TERMINATED"
    other_code: str | None = None

    @property
    def code(self) -> str:
        return self.other_code or _DETAILS[self.result][0]

    @property
    def type(self) -> str:
        return _TYPES.get(self.code, _DETAILS[self.result][1])


@dataclass
class TaskRun:
    """One attempt of a task. ``due`` is when its state changes next, ``deadline`` when it is timed out."""

    run_id: int
    task: Json
    number: int
    made: float
    state: str = "BLOCKED"
    end: End | None = None
    began: float | None = None
    set_up: float | None = None
    ended: float | None = None
    due: float = inf
    deadline: float = inf
    does: Attempt | None = None
    kind: str = ""
    resolved: Json = field(default_factory=dict)
    received: Any = None
    outcome: str | None = None
    child: Run | None = None
    iterations: list[Slot] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.task["task_key"])

    @property
    def result(self) -> str | None:
        return self.end.result if self.end else None


@dataclass
class Slot:
    """A task's place in a run. ``first`` is the number of the attempt that the run or its last repair began with."""

    task: Json
    attempts: list[TaskRun]
    input: Any = None
    first: int = 0

    @property
    def latest(self) -> TaskRun:
        return self.attempts[-1]


@dataclass
class Repair:
    """A stretch of a run: the original one or a repair."""

    repair_id: int | None
    began: float
    first_task_run: int
    ended: float | None = None
    end: End | None = None
    last_task_run: int | None = None


@dataclass
class Run:
    """A run of a job."""

    run_id: int
    job_id: int
    number: int
    settings: Json
    overrides: Json
    trigger: str
    triggered: float
    backfill: float | None
    creator: str
    only: frozenset[str] | None = None
    task_parameters: Json = field(default_factory=dict)
    parent_task_run: int | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    state: str = "QUEUED"
    end: End | None = None
    began: float = 0
    left_queue: float | None = None
    ended: float | None = None
    cancel_at: float = inf
    deadline: float = inf
    slots: dict[str, Slot] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.settings["name"])

    def task_runs(self) -> Iterator[TaskRun]:
        """Every attempt of every task, in the order of the job's tasks; without iterations."""
        for slot in self.slots.values():
            yield from slot.attempts

    def upstream(self, task: Json) -> list[Json]:
        """The dependencies of a task that are part of this run."""
        return [each for each in task.get("depends_on", ()) if each["task_key"] in self.slots]
