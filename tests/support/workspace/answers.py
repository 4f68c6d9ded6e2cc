"""Runs as the Jobs API says them, in the older state model and the newer one."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.workspace.calls import Json
from tests.support.workspace.run import End, Repair, Run, Slot, TaskRun
from tests.support.workspace.script import Fail

_OLD_STATES = {"WAITING": "WAITING_FOR_RETRY"}
_LEFT_OUT = ("email_notifications", "webhook_notifications", "health")
_QUEUED = "Run is in queue because the maximum number of concurrent runs is reached."


class Answers:
    """Says runs; ``status=False`` leaves the newer state model out, as older workspaces do."""

    def __init__(self, host: str, workspace_id: int, status: bool) -> None:
        self.host, self._workspace_id, self._status = host, workspace_id, status

    def run(self, run: Run) -> Json:
        """A run without its tasks and its history."""
        state = _state_of(run)
        found: Json = {
            "job_id": run.job_id,
            "run_id": run.run_id,
            "number_in_job": run.number,
            "original_attempt_run_id": run.run_id,
            "run_name": run.name,
            "run_type": "JOB_RUN",
            "format": "MULTI_TASK",
            "trigger": run.trigger,
            "creator_user_name": run.creator,
            "start_time": _milliseconds(run.began),
            "end_time": _milliseconds(run.ended),
            "setup_duration": 0,
            "execution_duration": 0,
            "cleanup_duration": 0,
            "run_duration": _between(run.began, run.ended),
            "queue_duration": _between(run.began, run.left_queue),
            "run_page_url": self._page(run, run.run_id),
            "job_parameters": self._parameters(run),
            **self._states(state, run.end),
        }
        for name in ("job_clusters", "schedule", "git_source"):
            if name in run.settings:
                found[name] = run.settings[name]
        if run.task_parameters:
            found["overriding_parameters"] = run.task_parameters
        if run.parent_task_run:
            found["trigger_info"] = {"run_id": run.parent_task_run}
        return found

    def task(self, run: Run, task: TaskRun, resolved: bool = False) -> Json:
        """An attempt of a task, as it stands in its run."""
        found = {name: value for name, value in task.task.items() if name not in _LEFT_OUT}
        found["run_if"] = task.task.get("run_if", "ALL_SUCCESS")
        began, set_up = task.began, task.set_up
        end = task.ended if task.ended else None
        found |= {
            "run_id": task.run_id,
            "attempt_number": task.number,
            "start_time": _milliseconds(began or task.made),
            "end_time": _milliseconds(end),
            "setup_duration": _between(began, set_up),
            "execution_duration": _between(set_up, end),
            "cleanup_duration": 0,
            "run_page_url": self._page(run, task.run_id),
            **self._states("TERMINATING" if _canceling(run, task) else task.state, task.end),
        }
        if task.outcome:
            found["condition_task"] = found["condition_task"] | task.resolved | {"outcome": task.outcome}
        if task.iterations:
            found["for_each_task"] = found["for_each_task"] | {"stats": {"task_run_stats": _stats(task.iterations)}}
        if resolved and task.resolved:
            found["resolved_values"] = {task.kind: task.resolved}
        return found

    def task_alone(self, run: Run, task: TaskRun, resolved: bool = False) -> Json:
        """An attempt of a task as a run of its own."""
        shown = self.task(run, task, resolved)
        own = {name: value for name, value in shown.items() if name not in task.task}
        return self.run(run) | own | {"run_name": task.key, "job_run_id": run.run_id, "tasks": [shown]}

    def repair(self, run: Run, repair: Repair) -> Json:
        last = repair.last_task_run
        ran = [each.run_id for each in run.task_runs() if each.run_id > repair.first_task_run]
        found: Json = {
            "type": "ORIGINAL" if repair.repair_id is None else "REPAIR",
            "start_time": _milliseconds(repair.began),
            "end_time": _milliseconds(repair.ended),
            "task_run_ids": [each for each in ran if last is None or each <= last],
            **self._states("TERMINATED" if repair.end else _state_of(run), repair.end),
        }
        return found if repair.repair_id is None else {"id": repair.repair_id, **found}

    def output(self, run: Run, task: TaskRun) -> Json:
        found: Json = {"metadata": self.task_alone(run, task)}
        if task.end is None or task.does is None:
            return found
        if task.kind == "notebook_task":
            found["notebook_output"] = {}
        if task.child:
            found["run_job_output"] = {"run_id": task.child.run_id}
        if isinstance(task.does, Fail) and task.result == "FAILED":
            found["error"] = task.does.message
            if task.does.trace:
                found["error_trace"] = task.does.trace
        return found | task.does.output

    def _states(self, state: str, end: End | None) -> Json:
        old: Json = {
            "life_cycle_state": end.life_cycle if end else _OLD_STATES.get(state, state),
            "state_message": end.message if end else "",
            "user_cancelled_or_timedout": bool(end and end.result in ("CANCELED", "TIMEDOUT")),
        }
        new: Json = {"state": "TERMINATED" if end else state}
        if end:
            old["result_state"] = end.result
            new["termination_details"] = {"code": end.code, "type": end.type, "message": end.message}
        elif state == "QUEUED":
            old["queue_reason"] = old["state_message"] = _QUEUED
            new["queue_details"] = {"code": "MAX_CONCURRENT_RUNS_REACHED", "message": _QUEUED}
        return {"state": old, "status": new} if self._status else {"state": old}

    def _page(self, run: Run, run_id: int) -> str:
        return f"{self.host}/?o={self._workspace_id}#job/{run.job_id}/run/{run_id}"

    def _parameters(self, run: Run) -> list[Mapping[str, str]]:
        defined = {each["name"]: str(each.get("default", "")) for each in run.settings.get("parameters", ())}
        return [
            {"name": name, "default": default, "value": run.parameters.get(name, default)}
            for name, default in sorted(defined.items())
        ]


def _state_of(run: Run) -> str:
    if run.cancel_at < float("inf"):
        return "TERMINATING"
    latest = [slot.latest.state for slot in run.slots.values()]
    begun = any(state in ("RUNNING", "TERMINATING", "TERMINATED", "WAITING") for state in latest)
    return "PENDING" if run.state == "RUNNING" and latest and not begun else run.state


def _canceling(run: Run, task: TaskRun) -> bool:
    return run.end is None and run.cancel_at < float("inf") and task.state in ("RUNNING", "PENDING")


def _stats(iterations: list[Slot]) -> Json:
    latest = [each.latest for each in iterations]
    done = [each for each in latest if each.end]
    succeeded = sum(each.result == "SUCCESS" for each in done)
    return {
        "total_iterations": len(latest),
        "scheduled_iterations": sum(each.state != "BLOCKED" for each in latest),
        "active_iterations": sum(each.state != "BLOCKED" and not each.end for each in latest),
        "completed_iterations": len(done),
        "succeeded_iterations": succeeded,
        "failed_iterations": len(done) - succeeded,
    }


def _milliseconds(seconds: float | None) -> int:
    return round((seconds or 0) * 1000)


def _between(first: float | None, last: float | None) -> int:
    return round((last - first) * 1000) if first is not None and last is not None else 0
