"""Operators outside of groups, against what the real provider asks for them (tests/airflow/recordings)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.airflow import load_dag_file
from databricks_workflows.pipeline import Settings, compile
from databricks_workflows.render.api import job_create_body

HERE = Path(__file__).parent
VARIABLES = json.loads((HERE / "variables.json").read_text(encoding="utf-8"))
SETTINGS = Settings(on_unmapped="keep", allow_unsupported=True)
ASKS = re.compile("runs/submit$|jobs/run-now$|jobs/create$")

# Where the task or job differs from the request, and why; nothing else may differ.
DIFFERENT = {
    "jinja_everywhere/jinja_outside.create": "templates are translated",
    "jinja_everywhere/jinja_outside.notebook": "templates are translated",
    "jinja_everywhere/jinja_outside.run_now": "the result of a task that makes a job is that job's id",
    "jinja_everywhere/jinja_outside.submit": "templates are translated",
    "jinja_everywhere/jinja_outside.submit_text": "templates are translated",
    "params/with_params.create": "a DAG's parameters reach a job by its templates",
    "params/with_params.run_now": "a DAG's parameters reach a job by its templates",
    "params/with_params.submit": "a DAG's parameters reach a task by its templates",
    "run_now_of_a_group/taker.theirs": "templates are translated",
    "submit_run/submit.pipeline_by_name": "a pipeline is named by its id",
}


def recorded() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in sorted((HERE / "recordings").glob("*.json")):
        for dag in json.loads(file.read_text(encoding="utf-8"))["dags"]:
            for operator in dag["outside"]:
                asked = [call for call in operator.get("calls", ()) if ASKS.search(str(call.get("endpoint")))]
                if asked:
                    yield file.stem, f"{dag['dag_id']}.{operator['task_id']}", asked[-1]


RECORDED = list(recorded())


@pytest.mark.parametrize(("stem", "name", "call"), RECORDED, ids=[f"{stem}/{name}" for stem, name, _ in RECORDED])
def test_a_task_or_job_says_what_the_provider_asks_for(stem: str, name: str, call: dict[str, Any]) -> None:
    ours, asked = OF[call["endpoint"].rpartition("/")[2]](stem, name, call["body"])
    assert (ours == asked) is (f"{stem}/{name}" not in DIFFERENT)


def test_every_difference_is_one_of_a_recorded_request() -> None:
    assert DIFFERENT.keys() <= {f"{stem}/{name}" for stem, name, _ in RECORDED}


@cache
def jobs_of(stem: str) -> dict[str, dict[str, Any]]:
    compiled = compile(load_dag_file(HERE / "dags" / f"{stem}.py", VARIABLES), SETTINGS)
    return {job.place.path.replace("/", "."): job_create_body(job) for job in compiled.jobs}


def tasks_of(stem: str, name: str, own_key: str | None = None) -> list[dict[str, Any]]:
    """The tasks of the DAG's own job that an operator became, their keys as in its request."""
    dag_id, _, task_id = name.partition(".")
    key = task_id.replace(".", "__")
    found = []
    for task in jobs_of(stem).get(dag_id, {}).get("tasks", ()):
        if task["task_key"] in (key, own_key) or task["task_key"].startswith(f"{key}__"):
            waits = [each["task_key"] for each in task.get("depends_on", ()) if each["task_key"].startswith(f"{key}__")]
            own = {"task_key": task["task_key"].removeprefix(f"{key}__")}
            own["depends_on"] = [{"task_key": each.removeprefix(f"{key}__")} for each in waits]
            found.append({**task, **own})
    return found


def submitted(stem: str, name: str, body: dict[str, Any]) -> tuple[Any, Any]:
    tasks = tasks_of(stem, name, body["run_name"])  # the run has the name of an own key
    asked = body.get("tasks", [{**body, "task_key": tasks[0]["task_key"] if tasks else None}])
    if len(tasks) == 1 == len(asked):
        asked = [{**asked[0], "task_key": tasks[0]["task_key"]}]
    return [plain(task) for task in tasks], [plain(task) for task in asked]


def run_now(stem: str, name: str, body: dict[str, Any]) -> tuple[Any, Any]:
    (task,) = tasks_of(stem, name) or [{}]
    run = dict(task.get("run_job_task", {}))
    if not re.fullmatch(r"\d+", str(run.get("job_id"))):  # a job beside it or looked up, which the recorder calls 1
        run["job_id"] = 1
    made_here = isinstance(body["job_id"], dict)
    asked = {**body, "job_id": 1} if made_here else body
    how = ("idempotency_token", "performance_target")
    return as_text(run), as_text({name: value for name, value in asked.items() if name not in how})


def created(stem: str, name: str, body: dict[str, Any]) -> tuple[Any, Any]:
    def job(of: dict[str, Any]) -> Any:
        kept = {name: value for name, value in of.items() if name not in ("format", "queue")}
        tasks = sorted((plain(task) for task in kept.pop("tasks", ())), key=lambda task: str(task["task_key"]))
        for hooks in kept.get("webhook_notifications", {}).values():
            hooks.sort(key=lambda hook: str(hook["id"]))
        return {"max_concurrent_runs": "1", **as_text(kept), "tasks": tasks}

    return job(jobs_of(stem)[name]), job(body)


OF = {"submit": submitted, "run-now": run_now, "create": created}

# What a run has and a task has not: it is the job's, or says how the run is asked for.
OF_A_RUN = ("run_name", "git_source", "environments", "performance_target", "access_control_list", "idempotency_token")


def plain(task: dict[str, Any]) -> Any:
    """A task without what is always written and without constant defaults."""
    for work in ("notebook_task", "dbt_task", "spark_python_task"):
        if work in task:
            kept = {name: value for name, value in task[work].items() if name != "source" and value != {}}
            task = {**task, work: kept}
    defaults = (({}, []), ("retry_on_timeout", "run_if", *OF_A_RUN))
    return as_text(
        {
            name: value
            for name, value in task.items()
            if value not in defaults[0] and name not in defaults[1] and (name, value) != ("timeout_seconds", 0)
        }
    )


def as_text(value: Any) -> Any:
    """Numbers as text, as these operators send them."""
    if isinstance(value, dict):
        return {name: as_text(each) for name, each in value.items()}
    if isinstance(value, list):
        return [as_text(each) for each in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
