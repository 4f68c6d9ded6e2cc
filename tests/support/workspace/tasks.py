"""What a task does from one moment to the next: waits, starts, runs by its script, ends, is tried again."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import inf
from typing import Any, Protocol

from tests.support.workspace.arrival import arrive
from tests.support.workspace.calls import Json
from tests.support.workspace.checks import task_type
from tests.support.workspace.errors import ApiError
from tests.support.workspace.outcome import compare, decide, results_before
from tests.support.workspace.run import End, Run, Slot, TaskRun
from tests.support.workspace.script import Fail, Script
from tests.support.workspace.values import Surroundings, UnknownValueError

_NOT_ITS_OWN_CODE = {"life_cycle": "INTERNAL_ERROR", "other_code": "INVALID_RUN_CONFIGURATION"}


class Host(Protocol):
    """What tasks need from who runs them."""

    script: Script
    workspace: dict[str, str]

    @property
    def now(self) -> float: ...
    def task_run(self, run: Run, task: Json, number: int) -> TaskRun: ...
    def child(self, run: Run, task_run: TaskRun, job_id: int, given: Json, pushed: Json) -> Run: ...
    def cancel_now(self, run: Run) -> None: ...


class Tasks:
    """Steps tasks; a step that changed nothing says so."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def step(self, run: Run, slot: Slot) -> bool:
        task, now = slot.latest, self._host.now
        if task.end:
            return False
        if task.state == "BLOCKED":
            return self._unblock(run, slot)
        if task.state == "TERMINATING":
            return task.due <= now and self.stop(task, End("CANCELED", "Run cancelled."))
        if task.state == "WAITING":
            return task.due <= now and self._launch(run, slot)
        if task.deadline <= now:
            self.stop(task, End("TIMEDOUT", "Run timed out."))
            return self._again(run, slot)
        if task.state == "PENDING":
            return task.due <= now and self._begin(run, slot)
        if task.child or task.iterations:
            return self._follow(run, slot)
        return task.due <= now and self._finish(run, slot)

    def next_event(self, slot: Slot) -> float:
        """When a task wants to be stepped again."""
        task = slot.latest
        if task.end:
            return inf
        if task.state == "TERMINATING":
            return task.due
        return min(task.due, task.deadline, *(self.next_event(each) for each in task.iterations), inf)

    def stop(self, task: TaskRun, end: End) -> bool:
        """End an attempt, with what runs below it."""
        for each in task.iterations:
            if each.latest.end is None:
                self.stop(each.latest, end)
        if task.child and task.child.end is None:
            self._host.cancel_now(task.child)
        task.state, task.end, task.ended = "TERMINATED", end, self._host.now
        task.began = task.began or self._host.now
        return True

    def _unblock(self, run: Run, slot: Slot) -> bool:
        task = slot.latest
        results = results_before(run, slot.task)
        if results is None:
            return False
        refused = decide(slot.task.get("run_if", "ALL_SUCCESS"), results)
        if slot.task.get("disabled"):
            refused = End("DISABLED", "The task is disabled.")
        return self.stop(task, refused) if refused else self._launch(run, slot)

    def _launch(self, run: Run, slot: Slot) -> bool:
        task, now = slot.latest, self._host.now
        task.kind, task.began = task_type(task.task), now
        task.does = self._host.script.attempt((run.job_id, run.name), task.key, slot.input, task.number)
        task.deadline = now + (task.task.get("timeout_seconds") or inf)
        at = Surroundings(run, self._host.workspace, task, slot.input)
        try:
            task.resolved, task.received = arrive(task.kind, task.task[task.kind], at)
        except UnknownValueError as error:
            return self.stop(task, End("FAILED", str(error), **_NOT_ITS_OWN_CODE))
        task.state, task.due = "PENDING", now + task.does.setup
        return True if task.does.setup else self._begin(run, slot)

    def _begin(self, run: Run, slot: Slot) -> bool:
        task, now = slot.latest, self._host.now
        assert task.does is not None
        task.state, task.set_up, task.due = "RUNNING", now, now + task.does.after
        begin: Callable[[Run, TaskRun], End | None] | None = {
            "run_job_task": self._begin_run_job,
            "for_each_task": self._begin_for_each,
        }.get(task.kind)
        refused = begin(run, task) if begin else None
        return self.stop(task, refused) if refused else True

    def _begin_run_job(self, run: Run, task: TaskRun) -> End | None:
        task.due = inf
        arrived, own = task.resolved.get("job_parameters", {}), task.task["run_job_task"].get("job_parameters", {})
        given = {name: value for name, value in arrived.items() if name in own}
        try:
            task.child = self._host.child(run, task, task.task["run_job_task"]["job_id"], given, arrived)
        except ApiError as error:
            return End("FAILED", error.message, **_NOT_ITS_OWN_CODE)
        return None

    def _begin_for_each(self, run: Run, task: TaskRun) -> End | None:
        try:
            inputs = json.loads(task.resolved.get("inputs", ""))
        except ValueError:
            inputs = None
        if not isinstance(inputs, list):
            return End("FAILED", "The inputs of a for each task must be a JSON array.", **_NOT_ITS_OWN_CODE)
        nested = task.task["for_each_task"]["task"]
        task.iterations = [Slot(nested, [self._host.task_run(run, nested, 0)], each) for each in inputs]
        task.due = inf if inputs else self._host.now
        return None

    def _follow(self, run: Run, slot: Slot) -> bool:
        task = slot.latest
        if task.child:
            end = task.child.end
            if end is None:
                return False
            if end.result in ("SUCCESS", "SUCCESS_WITH_FAILURES"):
                return self.stop(task, End("SUCCESS"))
            self.stop(task, End("FAILED", f"Run {task.child.run_id} of the job ended as {end.result}"))
            return self._again(run, slot)
        changed = True in [self.step(run, each) for each in task.iterations if each.latest.state != "BLOCKED"]
        active = sum(each.latest.end is None and each.latest.state != "BLOCKED" for each in task.iterations)
        waiting = [each for each in task.iterations if each.latest.state == "BLOCKED"]
        for each in waiting[: max(0, (task.task["for_each_task"].get("concurrency") or 1) - active)]:
            changed = self._launch(run, each)
        ends = [each.latest.end for each in task.iterations]
        if None in ends:
            return changed
        failed = sum(end is not None and end.result != "SUCCESS" for end in ends)
        return self.stop(
            task, End("FAILED", f"{failed} of {len(ends)} iterations failed") if failed else End("SUCCESS")
        )

    def _finish(self, run: Run, slot: Slot) -> bool:
        task = slot.latest
        if isinstance(task.does, Fail):
            own = task.does.code == "RUN_EXECUTION_ERROR"
            message = "Workload failed, see run output for details" if own else task.does.message
            self.stop(task, End("FAILED", message, "TERMINATED" if own else "INTERNAL_ERROR", task.does.code))
            return self._again(run, slot)
        end = End("SUCCESS")
        if task.kind == "condition_task":
            left, right = (str(task.resolved.get(name, "")) for name in ("left", "right"))
            try:
                task.outcome = str(compare(task.task["condition_task"]["op"], left, right)).lower()
            except ValueError:
                end = End("FAILED", f"Cannot compare {left!r} and {right!r} as numbers", **_NOT_ITS_OWN_CODE)
        return self.stop(task, end)

    def _again(self, run: Run, slot: Slot) -> bool:
        """Another attempt, if the task has one left."""
        task = slot.latest
        most = task.task.get("max_retries", 0)
        if task.result == "TIMEDOUT" and not task.task.get("retry_on_timeout"):
            most = 0
        if most == -1 or task.number - slot.first < most:
            retry = self._host.task_run(run, task.task, task.number + 1)
            retry.state = "WAITING"
            retry.due = self._host.now + task.task.get("min_retry_interval_millis", 0) / 1000
            slot.attempts.append(retry)
        return True


def received(task: TaskRun) -> Any:
    """What arrived at a task; for a for-each task at each of its iterations."""
    return [received(each.latest) for each in task.iterations] if task.iterations else task.received
