"""What the service refuses in a job's settings, though Terraform lets it pass."""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.support.workspace import quartz
from tests.support.workspace.calls import Json
from tests.support.workspace.errors import invalid

MOST_TASKS = 1000
_COMPUTE = ("new_cluster", "existing_cluster_id", "job_cluster_key", "environment_key")
_NEED_COMPUTE = ("spark_python_task", "python_wheel_task", "spark_jar_task", "dbt_task", "spark_submit_task")


def check(settings: Json) -> None:
    """Raise the first problem of a job's settings."""
    tasks = settings.get("tasks", [])
    _check_job(settings)
    _check_tasks(tasks)
    clusters = {each.get("job_cluster_key") for each in settings.get("job_clusters", ())}
    environments = {each.get("environment_key") for each in settings.get("environments", ())}
    for task in _with_nested(tasks):
        _check_task(task, clusters, environments)
    for cluster in settings.get("job_clusters", ()):
        _check_cluster(cluster.get("new_cluster", {}), f"job cluster {cluster.get('job_cluster_key')}")


def task_type(task: Json) -> str:
    """What kind of task it is, for example ``notebook_task``."""
    types = [name for name in task if name.endswith("_task")]
    if len(types) != 1:
        found = f"{len(types)}: {', '.join(types)}" if types else "none"
        raise invalid(f"Task {task.get('task_key')} must have exactly one task type, found {found}.")
    return types[0]


def _with_nested(tasks: Iterable[Json]) -> Iterator[Json]:
    for task in tasks:
        yield task
        if "task" in task.get("for_each_task", {}):
            yield task["for_each_task"]["task"]


def _check_job(settings: Json) -> None:
    if "git_source" in settings and "git_provider" not in settings["git_source"]:
        raise invalid("git_source.git_provider is required.")
    if len(str(settings.get("name", "")).encode()) > 4096:
        raise invalid("Job name is too long: at most 4096 bytes are allowed.")
    if len(settings.get("tags", ())) > 25:
        raise invalid("A job can have at most 25 tags.")
    if settings.get("max_concurrent_runs", 1) not in range(1001):
        raise invalid("max_concurrent_runs must be between 0 and 1000.")
    times = [name for name in ("schedule", "continuous", "trigger") if name in settings]
    if len(times) > 1:
        raise invalid(f"Only one of {', '.join(times)} can be set.")
    if "schedule" in settings:
        _check_schedule(settings["schedule"])
    names = [each.get("name", "") for each in settings.get("parameters", ())]
    _once(names, "parameter name")
    for name in names:
        if not re.fullmatch(r"[\w.-]+", name):
            raise invalid(f"Invalid parameter name: {name!r}. Only letters, digits, _, - and . are allowed.")
    _once([each.get("job_cluster_key") for each in settings.get("job_clusters", ())], "job_cluster_key")
    _once([each.get("environment_key") for each in settings.get("environments", ())], "environment_key")


def _check_schedule(schedule: Json) -> None:
    expression = schedule.get("quartz_cron_expression", "")
    if found := quartz.problem(expression):
        raise invalid(f"Invalid quartz cron expression: '{expression}': {found}.")
    zone = schedule.get("timezone_id", "")
    if zone not in zoneinfo.available_timezones():
        raise invalid(f"Invalid time zone: '{zone}'.")


def _check_tasks(tasks: list[Json]) -> None:
    if len(tasks) > MOST_TASKS:
        raise invalid(f"A job can have at most {MOST_TASKS} tasks, found {len(tasks)}.")
    keys = [task.get("task_key", "") for task in tasks]
    for key in keys:
        if not re.fullmatch(r"[\w-]{1,100}", key, re.ASCII):
            raise invalid(f"Invalid task_key: {key!r}. It must be 1 to 100 letters, digits, _ and -.")
    _once(keys, "task_key")
    by_key = dict(zip(keys, tasks, strict=True))
    for key, task in by_key.items():
        for each in task.get("depends_on", ()):
            upstream = by_key.get(each.get("task_key"))
            if upstream is None:
                raise invalid(f"Task {key} depends on {each.get('task_key')}, which does not exist in this job.")
            if "outcome" in each and "condition_task" not in upstream:
                raise invalid(f"Task {key}: outcome is only allowed where it depends on a condition task.")
            if each.get("outcome", "true") not in ("true", "false"):
                raise invalid(f"Task {key}: invalid outcome '{each['outcome']}', it must be true or false.")
    graph = {key: [each["task_key"] for each in task.get("depends_on", ())] for key, task in by_key.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise invalid(f"The tasks depend on each other in a cycle: {' -> '.join(error.args[1])}.") from None


def _check_task(task: Json, clusters: set[str], environments: set[str]) -> None:
    key, kind = task.get("task_key"), task_type(task)
    if kind == "for_each_task" and "task" not in task[kind]:
        raise invalid(f"Task {key}: for_each_task needs a task.")
    if kind == "for_each_task" and "for_each_task" in task[kind]["task"]:
        raise invalid(f"Task {key}: a for_each_task cannot hold another one.")
    compute = [name for name in _COMPUTE if name in task]
    if len(compute) > 1:
        raise invalid(f"Task {key} must have only one of {', '.join(compute)}.")
    if not compute and kind in _NEED_COMPUTE:
        raise invalid(f"Task {key}: one of {', '.join(_COMPUTE)} must be specified.")
    if "job_cluster_key" in task and task["job_cluster_key"] not in clusters:
        raise invalid(f"Task {key}: job cluster {task['job_cluster_key']} is not defined in this job.")
    if "environment_key" in task and task["environment_key"] not in environments:
        raise invalid(f"Task {key}: environment {task['environment_key']} is not defined in this job.")
    if "new_cluster" in task:
        _check_cluster(task["new_cluster"], f"the cluster of task {key}")


def _check_cluster(cluster: Json, where: str) -> None:
    workers, autoscale = cluster.get("num_workers", 0), cluster.get("autoscale")
    if workers and autoscale:
        raise invalid(f"{where}: only one of num_workers and autoscale can be set.")
    if autoscale and autoscale.get("min_workers", 0) > autoscale.get("max_workers", 0):
        raise invalid(f"{where}: min_workers is greater than max_workers.")
    if not workers and not autoscale and not _single_node(cluster):
        raise invalid(f"NumWorkers could be 0 only for SingleNode clusters ({where}).")


def _single_node(cluster: Json) -> bool:
    profile = cluster.get("spark_conf", {}).get("spark.databricks.cluster.profile")
    return bool(profile == "singleNode" or cluster.get("is_single_node") or cluster.get("policy_id"))


def _once(names: list[str], what: str) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise invalid(f"Duplicate {what}: {name}.")
