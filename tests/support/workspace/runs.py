"""What clients ask of runs: start, watch, list, cancel, repair, delete."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.workspace.answers import Answers
from tests.support.workspace.calls import Call, Json, Route, page
from tests.support.workspace.engine import Engine, tasks_to_repair
from tests.support.workspace.errors import ApiError, invalid, no_such_run
from tests.support.workspace.run import Run
from tests.support.workspace.selection import selected

ITEMS_A_PAGE = 100
_TASK_PARAMETERS = (
    "notebook_params",
    "python_params",
    "python_named_params",
    "jar_params",
    "spark_submit_params",
    "sql_params",
    "dbt_commands",
)


class Runs:
    """The part of the Jobs API that is about runs."""

    def __init__(self, engine: Engine, answers: Answers) -> None:
        self._engine, self._answers = engine, answers
        self._tokens: dict[str, int] = {}

    def routes(self) -> Iterator[Route]:
        yield "POST", "/api/2.x/jobs/run-now", self.run_now
        yield "GET", "/api/2.x/jobs/runs/get", self.get
        yield "GET", "/api/2.x/jobs/runs/list", self.list
        yield "POST", "/api/2.x/jobs/runs/cancel", self.cancel
        yield "POST", "/api/2.x/jobs/runs/cancel-all", self.cancel_all
        yield "POST", "/api/2.x/jobs/runs/repair", self.repair
        yield "GET", "/api/2.x/jobs/runs/get-output", self.get_output
        yield "POST", "/api/2.x/jobs/runs/delete", self.delete

    def run_now(self, call: Call) -> Json:
        job = self._engine.jobs.find(call.number("job_id"))
        token = call.get("idempotency_token", "")
        if len(token) > 64:
            raise invalid("The idempotency_token must have at most 64 characters.")
        if token in self._tokens:
            run_id = self._tokens[token]
            if run_id not in self._engine.runs:
                raise invalid(f"The run of idempotency_token {token} was deleted.")
            return self._started(self._engine.runs[run_id])
        only = call.get("only")
        queue = call.get("queue")
        run = self._engine.start(
            job,
            _texts(call.get("job_parameters", {})),
            only=selected(only, job.settings.get("tasks", [])) if only else None,
            queue=queue.get("enabled") if queue else None,
            task_parameters=_task_parameters(call, job.settings),
        )
        if token:
            self._tokens[token] = run.run_id
        return self._started(run)

    def get(self, call: Call) -> Json:
        run_id, resolved = call.number("run_id"), call.flag("include_resolved_values")
        if run_id in self._engine.task_runs:
            run, task = self._engine.task_runs[run_id]
            found = self._answers.task_alone(run, task, resolved)
            if not task.iterations:
                return found
            iterations = page([each.latest for each in task.iterations], call, ITEMS_A_PAGE)
            return (
                found
                | {"iterations": [self._answers.task(run, each, resolved) for each in iterations]}
                | ({name: token for name, token in iterations.tokens.items() if name == "next_page_token"})
            )
        run = self._engine.find(run_id)
        part = page(list(run.task_runs()), call, ITEMS_A_PAGE if call.version == "2.2" else len(self._engine.task_runs))
        found = self._answers.run(run) | {"tasks": [self._answers.task(run, each, resolved) for each in part]}
        if call.flag("include_history"):
            found["repair_history"] = [self._answers.repair(run, each) for each in run.repairs]
        if part.start:
            found = {name: value for name, value in found.items() if name not in _ONCE}
        return found | {name: token for name, token in part.tokens.items() if name == "next_page_token"}

    def list(self, call: Call) -> Json:
        active, completed = call.flag("active_only"), call.flag("completed_only")
        if active and completed:
            raise invalid("active_only and completed_only cannot both be true.")
        size = call.number("limit", 20) or 24
        if not 0 < size <= 25:
            raise invalid(f"Invalid limit: {size}. It must be between 1 and 25.")
        job_id, first, last = (call.number(name, 0) for name in ("job_id", "start_time_from", "start_time_to"))
        runs = [
            run
            for run in sorted(self._engine.runs.values(), key=lambda run: (-run.began, -run.run_id))
            if (not job_id or run.job_id == job_id)
            and not (active and run.end)
            and not (completed and not run.end)
            and run.began * 1000 >= first
            and (not last or run.began * 1000 <= last)
            and call.get("run_type", "JOB_RUN") == "JOB_RUN"
        ]
        part = page(runs, call, size)
        found = {"runs": [self._listed(run, call.flag("expand_tasks")) for run in part]} if part else {}
        return found | {"has_more": "next_page_token" in part.tokens} | part.tokens

    def cancel(self, call: Call) -> Json:
        run_id = call.number("run_id")
        if run_id in self._engine.task_runs:
            self._engine.cancel_task(self._engine.task_runs[run_id][1])
        else:
            self._engine.cancel(self._engine.find(run_id))
        return {}

    def cancel_all(self, call: Call) -> Json:
        job_id, queued = call.number("job_id", 0), call.flag("all_queued_runs")
        if not job_id and not queued:
            raise invalid("One of job_id and all_queued_runs is required.")
        for run in self._engine.runs.values():
            if job_id in (0, run.job_id) and (not queued or run.state == "QUEUED"):
                self._engine.cancel(run)
        return {}

    def repair(self, call: Call) -> Json:
        run = self._engine.find(call.number("run_id"))
        if run.end is None:
            raise ApiError(400, "INVALID_STATE", f"Run {run.run_id} is still active, it cannot be repaired.")
        if not run.slots:
            raise ApiError(400, "INVALID_STATE", f"Run {run.run_id} ran no task, it cannot be repaired.")
        latest = run.repairs[-1].repair_id
        if latest != (call.number("latest_repair_id") if call.get("latest_repair_id") else None):
            raise invalid(f"The latest_repair_id must be the id of the latest repair of run {run.run_id}.")
        named, all_failed = call.get("rerun_tasks", []), call.flag("rerun_all_failed_tasks")
        if bool(named) == all_failed:
            raise invalid("Exactly one of rerun_tasks and rerun_all_failed_tasks must be given.")
        keys = tasks_to_repair(run, named, all_failed, call.flag("rerun_dependent_tasks"))
        parameters = _texts(call.get("job_parameters", {}))
        repair = self._engine.repair(run, keys, parameters, _task_parameters(call, run.settings))
        return {"repair_id": repair.repair_id}

    def get_output(self, call: Call) -> Json:
        run_id = call.number("run_id")
        if run_id in self._engine.runs:
            raise invalid(
                "Retrieving the output of runs with multiple tasks is not supported. "
                "Please retrieve the output of each individual task run instead."
            )
        if run_id not in self._engine.task_runs:
            raise no_such_run(run_id)
        return self._answers.output(*self._engine.task_runs[run_id])

    def delete(self, call: Call) -> Json:
        run = self._engine.find(call.number("run_id"))
        if run.end is None:
            raise ApiError(400, "INVALID_STATE", f"Run {run.run_id} is active, it cannot be deleted.")
        self._engine.forget(run)
        return {}

    def _started(self, run: Run) -> Json:
        return {"run_id": run.run_id, "number_in_job": run.number}

    def _listed(self, run: Run, expand: bool) -> Json:
        found = self._answers.run(run)
        if not expand:
            return {name: value for name, value in found.items() if name not in ("job_clusters", "job_parameters")}
        tasks = list(run.task_runs())
        found["tasks"] = [self._answers.task(run, each) for each in tasks[:ITEMS_A_PAGE]]
        return found | ({"has_more": True} if len(tasks) > ITEMS_A_PAGE else {})


_ONCE = ("job_clusters", "job_parameters", "repair_history")


def _texts(values: Json) -> dict[str, str]:
    wrong = [name for name, value in values.items() if not isinstance(value, str)]
    if wrong:
        raise ApiError(400, "MALFORMED_REQUEST", f"Could not parse request object: {wrong[0]} is no string.")
    return dict(values)


def _task_parameters(call: Call, settings: Json) -> Json:
    given = {name: call.get(name) for name in _TASK_PARAMETERS if call.get(name)}
    if given and settings.get("parameters"):
        raise invalid(f"{', '.join(given)} cannot be used for a job that defines job parameters.")
    return given
