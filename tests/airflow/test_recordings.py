"""DAG files as they are, against what the real provider posts for them (tests/airflow/recordings)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from databricks_workflows import WorkflowApp, WorkflowStack
from databricks_workflows.airflow import load_dag_file
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import Compiled, Settings, compile
from databricks_workflows.render.api import job_create_body
from databricks_workflows.views.locate import refine

HERE = Path(__file__).parent
VARIABLES = json.loads((HERE / "variables.json").read_text(encoding="utf-8"))
AS_POSTED = Settings(task_keys="airflow", on_unmapped="keep", allow_unsupported=True)

# Where the job differs from the provider's, and why; nothing else may differ.
DIFFERENT = {
    "company_optional/company_optional.work": "a stand-in is there where the file expects no module",
    "company_values/company_values.work": "values of a module that is not installed are errors",
    "dag_arguments/arguments_limits.work": "a time limit of the DAG is that of the job that stands for it",
    "dag_param_value/dag_param.work": "templates: the provider can't send a DagParam",
    "docs_and_mails/docs_and_mails.work": "mails about failures are the tasks' own notifications",
    "email_after_work/mail.work": "mails after the work are notifications of the job and of tasks",
    "every_task_argument/every_task_argument.all": "new_cluster as an argument counts in a group too",
    "expanded/mapped.work": "edges go through a mapped task, which is named",
    "extra_job_params/extra.webhooks": "webhooks are sorted by id",
    "extra_job_params/extra.unknown": "an unknown key is an error",
    "extra_tasks_replaced/tasks_replaced.replaced": "extra_job_params may not replace the members",
    "git_source/from_git.branch": "templates are translated",
    "jinja_in_group/jinja_group.work": "templates are translated",
    "jinja_in_members/jinja_members.members": "templates are translated",
    "job_clusters/clusters.both": "clusters of both places are joined",
    "lakehouse/lakehouse.ingest": "templates are translated",
    "lakehouse/lakehouse.transform": "templates are translated",
    "left_out/left_out.late": "tasks made after the block are in the job all the same",
    "notebook_params_and_packages/notebooks.params": "packages only go where a cluster is",
    "notebook_params_and_packages/notebooks.types": "a parameter that is a list is an error",
    "own_conversion/own_conversion.work": "keys and upstreams are given after the conversion",
    "params/with_params.work": "templates are translated",
    "pasted_clusters/pasted.work": "read-only keys are dropped, num_workers beside autoscale too",
    "setup_and_teardown/setup_teardown.arrows": "a teardown runs whatever became of the tasks before",
    "setup_and_teardown/setup_teardown.scope": "a teardown runs whatever became of the tasks before",
    "subclasses/subclasses.work": "templates are translated",
    "task_config_wins/config_wins.loses": "edges of task_config and of >> are joined",
    "task_keys/keys.explicit": "a key that is too long is an error, not silently a hash",
    "task_types/task_types.each": "templates are translated, the task inside a for-each has its source written",
    "taskflow/taskflow.work": "the provider can't send what a Python task hands on",
    "texts/texts.work": "a template that is a constant is that constant",
}


# Airflow starts the provider's job; a declared one has the DAG's schedule itself.
STARTED = ("schedule", "trigger", "continuous", "tags", "description", "timeout_seconds")


def recorded() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in sorted((HERE / "recordings").glob("*.json")):
        for dag in json.loads(file.read_text(encoding="utf-8"))["dags"]:
            for workflow in dag["workflows"]:
                if "job" in workflow:
                    yield file.stem, f"{dag['dag_id']}.{workflow['group_id']}", workflow["job"]


RECORDED = list(recorded())


@cache
def jobs_of(stem: str) -> dict[str, dict[str, Any]]:
    compiled = compile(load_dag_file(HERE / "dags" / f"{stem}.py", VARIABLES), AS_POSTED)
    return {job.place.path.replace("/", "."): job_create_body(job) for job in compiled.jobs}


def comparable(job: dict[str, Any]) -> dict[str, Any]:
    """A job without constant defaults and without what is always written out, its tasks by key."""
    job = without_none(job)
    mail = job.get("email_notifications", {})
    if mail.get("no_alert_for_skipped_runs") is False:
        del mail["no_alert_for_skipped_runs"]
    tasks = [comparable_task(task) for task in job.pop("tasks", [])]
    kept = {
        name: value
        for name, value in job.items()
        if name not in ("format", "queue", "access_control_list", "libraries") and value not in ({}, [], 0)
    }
    kept["tasks"] = sorted(tasks, key=lambda task: str(task.get("task_key")))
    if "job_clusters" in kept:
        kept["job_clusters"] = sorted(kept["job_clusters"], key=lambda cluster: str(cluster.get("job_cluster_key")))
    return kept


def comparable_task(task: dict[str, Any]) -> dict[str, Any]:
    for work in (task.get("notebook_task"), task.get("spark_python_task"), task.get("dbt_task")):
        if work is not None:
            work.pop("source", None)
    task.get("sql_task", {}).get("file", {}).pop("source", None)
    notebook = task.get("notebook_task", {})
    parameters = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in notebook.pop("base_parameters", {}).items()
    }
    if parameters:
        notebook["base_parameters"] = parameters
    if "depends_on" in task:
        task["depends_on"] = sorted(task["depends_on"], key=lambda each: str(each["task_key"]))
    # Airflow's own retries and times are kept here and not there.
    apart = ("max_retries", "min_retry_interval_millis", "timeout_seconds")
    return {
        name: value
        for name, value in task.items()
        if name not in apart and value not in ({}, []) and (name, value) != ("retry_on_timeout", False)
    }


def without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_none(each) for name, each in value.items() if each is not None}
    return [without_none(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("stem", "name", "posted"), RECORDED, ids=[f"{stem}/{name}" for stem, name, _ in RECORDED])
def test_the_job_is_what_the_provider_posts(stem: str, name: str, posted: dict[str, Any]) -> None:
    ours = {key: value for key, value in jobs_of(stem)[name].items() if key in posted or key not in STARTED}
    equal = comparable(ours) == comparable(posted)
    assert equal is (f"{stem}/{name}" not in DIFFERENT)


def test_every_difference_is_one_of_a_recorded_job() -> None:
    assert DIFFERENT.keys() <= {f"{stem}/{name}" for stem, name, _ in RECORDED}


@pytest.mark.parametrize("folder", ["dags", "dags_old"])
def test_no_file_ends_in_a_traceback(folder: str) -> None:
    for file in sorted((HERE / folder).glob("*.py")):
        with suppress(WorkflowError):
            compile(load_dag_file(file, VARIABLES), AS_POSTED)


def test_a_stack_of_each_file_has_the_same_jobs(tmp_path: Path) -> None:
    app = WorkflowApp(tmp_path / "out")
    read: dict[str, Any] = {}
    for file in sorted((HERE / "dags").glob("*.py")):
        with suppress(WorkflowError):
            settings = replace(AS_POSTED, connections={"databricks_default": {}})
            read[file.stem] = compile(load_dag_file(file, VARIABLES), settings)
            WorkflowStack.from_file(
                app,
                file,
                id=file.stem,
                variables=VARIABLES,
                task_keys="airflow",
                on_unmapped="keep",
                allow_unsupported=True,
            )
    with pytest.raises(WorkflowError):
        app.synth()
    assert app.compiled.keys() == read.keys()
    for stem, compiled in app.compiled.items():
        assert [job.settings for job in compiled.jobs] == [job.settings for job in read[stem].jobs], stem
        assert errors(compiled) == errors(read[stem]), stem


def errors(compiled: Compiled) -> list[tuple[str, str]]:
    return sorted((each.code, each.summary) for each in refine(compiled.errors))
