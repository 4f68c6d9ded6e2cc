"""Runs jobs as the clock goes: starts, queues, cancels, repairs and ends runs."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from tests.support.workspace.calls import Json
from tests.support.workspace.clock import Clock
from tests.support.workspace.errors import ApiError, invalid, no_such_run
from tests.support.workspace.jobs import Job, Jobs
from tests.support.workspace.outcome import roll_up
from tests.support.workspace.run import End, Repair, Run, Slot, TaskRun
from tests.support.workspace.script import Script
from tests.support.workspace.selection import with_dependents
from tests.support.workspace.tasks import Tasks
from tests.support.workspace.values import Surroundings, UnknownValueError

CANCEL_TAKES = 1.0


class Engine:
    """All runs by id, and all runs of tasks with the run that they are part of."""

    def __init__(self, clock: Clock, jobs: Jobs, script: Script, workspace: dict[str, str]) -> None:
        self.clock, self.jobs, self.script, self.workspace = clock, jobs, script, workspace
        self.runs: dict[int, Run] = {}
        self.task_runs: dict[int, tuple[Run, TaskRun]] = {}
        self._tasks = Tasks(self)
        self._last_id = 410_200_300_000_000
        clock.drives(self._next_event, self._tick)

    @property
    def now(self) -> float:
        return self.clock.now

    def find(self, run_id: int) -> Run:
        if run_id not in self.runs:
            raise no_such_run(run_id)
        return self.runs[run_id]

    def start(
        self,
        job: Job,
        parameters: Json,
        *,
        trigger: str = "ONE_TIME",
        triggered: float | None = None,
        backfill: float | None = None,
        only: frozenset[str] | None = None,
        queue: bool | None = None,
        task_parameters: Json | None = None,
    ) -> Run:
        """A run of a job, which begins at once, waits in the queue or is skipped."""
        run = self._made(job, parameters, trigger, triggered, backfill, only, queue, task_parameters)
        self._tick()
        return run

    def _made(
        self,
        job: Job,
        parameters: Json,
        trigger: str,
        triggered: float | None = None,
        backfill: float | None = None,
        only: frozenset[str] | None = None,
        queue: bool | None = None,
        task_parameters: Json | None = None,
        parent_task_run: int | None = None,
    ) -> Run:
        _check_declared(parameters, job.settings)
        job.runs += 1
        run = Run(
            self._next_id(),
            job.job_id,
            job.runs,
            job.settings,
            dict(parameters),
            trigger,
            self.now if triggered is None else triggered,
            backfill,
            job.creator,
            only,
            dict(task_parameters or {}),
            parent_task_run,
            began=self.now,
        )
        self.runs[run.run_id] = run
        queued = job.settings["queue"].get("enabled", False) if queue is None else queue
        if not self._has_room(run) and not (queued and job.settings["max_concurrent_runs"]):
            result, message = "MAXIMUM_CONCURRENT_RUNS_REACHED", "Skipped: the maximum number of concurrent runs is"
            run.state, run.ended = "TERMINATED", self.now
            run.end = End(result, f"{message} {job.settings['max_concurrent_runs']}.", "SKIPPED")
        return run

    def cancel(self, run: Run) -> None:
        """Ask for a run's end; it comes with the next tick of the clock."""
        if run.end is None and run.cancel_at == inf:
            run.cancel_at = self.now + CANCEL_TAKES

    def cancel_task(self, task: TaskRun) -> None:
        if task.end is None:
            task.state, task.due = "TERMINATING", self.now + CANCEL_TAKES

    def cancel_now(self, run: Run) -> None:
        self._stop(run, End("CANCELED", "Run cancelled."))

    def repair(self, run: Run, keys: Sequence[str], parameters: Json, task_parameters: Json) -> Repair:
        """Run tasks of an ended run again, by the job's settings of today."""
        if run.job_id in self.jobs.all:
            run.settings = self.jobs.find(run.job_id).settings
        _check_declared(parameters, run.settings)
        today = {task["task_key"]: task for task in run.settings["tasks"]}
        repair = Repair(self._next_id(), self.now, self._last_id)
        run.overrides |= parameters
        run.task_parameters |= task_parameters
        run.repairs.append(repair)
        run.state, run.end, run.ended, run.cancel_at = "RUNNING", None, None, inf
        run.deadline = self.now + (run.settings.get("timeout_seconds") or inf)
        self._fill_in(run)
        for key in keys:
            slot = run.slots[key]
            slot.task = today.get(key, slot.task)
            slot.first = slot.latest.number + 1
            slot.attempts.append(self.task_run(run, slot.task, slot.first))
        self._tick()
        return repair

    def forget(self, run: Run) -> None:
        """Delete a run with the runs of its tasks."""
        del self.runs[run.run_id]
        self.task_runs = {key: each for key, each in self.task_runs.items() if each[0] is not run}

    def task_run(self, run: Run, task: Json, number: int) -> TaskRun:
        """A new attempt of a task."""
        made = TaskRun(self._next_id(), task, number, self.now)
        self.task_runs[made.run_id] = (run, made)
        return made

    def child(self, run: Run, task_run: TaskRun, job_id: int, given: Json, pushed: Json) -> Run:
        """The run of another job that a task starts; job parameters go down where the other job declares them."""
        job = self.jobs.find(job_id)
        declared = {each["name"] for each in job.settings.get("parameters", ())}
        parameters = given | {name: value for name, value in pushed.items() if name in declared}
        return self._made(job, parameters, "RUN_JOB_TASK", parent_task_run=task_run.run_id)

    def _next_id(self) -> int:
        self._last_id += 4_021
        return self._last_id

    def _has_room(self, run: Run) -> bool:
        same = [each for each in self.runs.values() if each.job_id == run.job_id and each is not run]
        ahead = [each for each in same if each.end is None and each.run_id < run.run_id]
        return len(ahead) < int(run.settings["max_concurrent_runs"])

    def _next_event(self) -> float | None:
        found = min((self._next_of(run) for run in self.runs.values() if run.end is None), default=inf)
        return None if found == inf else found

    def _next_of(self, run: Run) -> float:
        if run.cancel_at < inf or run.state == "QUEUED":
            return run.cancel_at
        return min(run.deadline, *(self._tasks.next_event(slot) for slot in run.slots.values()), inf)

    def _tick(self) -> None:
        changed = True
        while changed:
            active = [run for run in self.runs.values() if run.end is None]
            changed = True in [self._step(run) for run in active]

    def _step(self, run: Run) -> bool:
        if run.end:
            return False
        if run.cancel_at < inf:
            return run.cancel_at <= self.now and self._stop(run, End("CANCELED", "Run cancelled."))
        if run.state == "QUEUED":
            return self._has_room(run) and self._begin(run)
        if run.deadline <= self.now:
            return self._stop(run, End("TIMEDOUT", "Run timed out."))
        changed = True in [self._tasks.step(run, slot) for slot in run.slots.values()]
        if all(slot.latest.end for slot in run.slots.values()):
            return self._end(run, roll_up(run))
        return changed

    def _begin(self, run: Run) -> bool:
        run.state, run.left_queue = "RUNNING", self.now
        run.deadline = self.now + (run.settings.get("timeout_seconds") or inf)
        run.repairs.append(Repair(None, self.now, self._last_id))
        self._fill_in(run)
        for task in run.settings.get("tasks", ()):
            if run.only is None or task["task_key"] in run.only:
                run.slots[task["task_key"]] = Slot(task, [self.task_run(run, task, 0)])
        return True

    def _fill_in(self, run: Run) -> None:
        at = Surroundings(run, self.workspace)
        defined = {each["name"]: str(each.get("default", "")) for each in run.settings.get("parameters", ())}
        filled = {}
        for name, text in (defined | run.overrides).items():
            try:
                filled[name] = at.resolve(text)
            except UnknownValueError:
                filled[name] = text
        run.parameters = filled

    def _stop(self, run: Run, end: End) -> bool:
        for slot in run.slots.values():
            if slot.latest.end is None:
                self._tasks.stop(slot.latest, end)
        return self._end(run, end)

    def _end(self, run: Run, end: End) -> bool:
        run.state, run.end, run.ended = "TERMINATED", end, self.now
        if run.repairs:
            repair = run.repairs[-1]
            repair.ended, repair.end, repair.last_task_run = self.now, end, self._last_id
        return True


def _check_declared(parameters: Json, settings: Json) -> None:
    undeclared = set(parameters) - {each["name"] for each in settings.get("parameters", ())}
    if undeclared:
        raise invalid(f"Job parameters {sorted(undeclared)} are not defined in job '{settings['name']}'.")


def tasks_to_repair(run: Run, named: Sequence[str], all_failed: bool, dependents: bool) -> list[str]:
    """The tasks that a repair runs again, in the order of the job."""
    unknown = [key for key in named if key not in run.slots]
    if unknown:
        raise invalid(f"Tasks {unknown} are not part of run {run.run_id}.")
    wanted = set(named)
    if all_failed:
        done = ("SUCCESS", "EXCLUDED", "DISABLED")
        wanted |= {key for key, slot in run.slots.items() if slot.latest.result not in done}
    if dependents:
        wanted = with_dependents(wanted, [slot.task for slot in run.slots.values()])
    if not wanted:
        raise ApiError(400, "INVALID_PARAMETER_VALUE", f"Run {run.run_id} has no tasks to repair.")
    return [key for key in run.slots if key in wanted]
