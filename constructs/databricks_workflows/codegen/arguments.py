"""The arguments of each call: those that have a meaning, in the author's order, with typed models."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.authoring.task import TaskArguments
from databricks_workflows.codegen.decided import Decided, rung_run_if
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.arguments import AIRFLOW_ONLY, CALLBACKS
from databricks_workflows.resolve.connections import DEFAULT
from databricks_workflows.resolve.mails import Notice, notify
from databricks_workflows.resolve.schedule import ARGUMENTS as SCHEDULE
from databricks_workflows.resolve.schedule import add_schedule


def _named(function: Any) -> dict[str, Any]:
    """The arguments that a class names, with their defaults: what it takes beyond these has no meaning."""
    parameters = inspect.signature(function).parameters.values()
    return {each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY}


_TASKS = {
    "task": {*_named(authoring.DatabricksTaskOperator.__init__), *TaskArguments.__annotations__},
    "notebook": {*_named(authoring.DatabricksNotebookOperator.__init__), *TaskArguments.__annotations__},
}
_DEFAULTS = _TASKS["task"] | _TASKS["notebook"]
_GROUP = _named(authoring.DatabricksWorkflowTaskGroup.__init__)
_INNER = _named(authoring.TaskGroup.__init__)
_DAG = _named(authoring.DAG.__init__)
# What a schedule that Terraform declares can't follow; where that matters, the report says so.
_OF_THE_PAST = ("start_date", "end_date", "catchup")


def dag_arguments(dag: Dag, own: Decided | None, notices: Sequence[Notice]) -> dict[str, Any]:
    """What a DAG is called with, beside its id."""
    schedule = next((dag.arguments[name] for name in SCHEDULE if name in dag.arguments), None)
    left_out = {*SCHEDULE, *_OF_THE_PAST, "timezone"}
    if not own or not own.is_job:
        left_out.add("max_active_runs")
    extra = own.group.arguments if own else {}
    extra = _with_mails(extra, [each for each in notices if each.path == () and each.ref is None])
    cron = add_schedule(dag, {}, Diagnostics()).get("schedule", {})
    zone = cron.get("timezone_id", "UTC")
    arguments = {
        "schedule": schedule,
        "timezone": zone if zone != "UTC" else None,
        **{name: value for name, value in _kept(dag.arguments, _DAG).items() if name not in left_out},
        **extra,
        **_defaults(dag.default_args),
    }
    return {name: value for name, value in arguments.items() if value is not None and name != "dag_id"}


def group_arguments(group: FrozenGroup, step: Mapping[str, Any], notices: Sequence[Notice]) -> dict[str, Any]:
    """What a workflow group is called with.

    Args:
        group: the group.
        step: what is to be said otherwise, for it is a step of the DAG.
        notices: the mails of the DAG.
    """
    of_job = [each for each in notices if each.path == group.path and each.ref is None]
    given = _with_mails(_with_tags(group), of_job)
    kept = {name: value for name, value in _kept(given, _GROUP).items() if value not in (_GROUP.get(name), [], {})}
    conn_id = kept.pop("databricks_conn_id", DEFAULT)
    prefixed = not group.tasks or any(each.full_id.startswith(".".join((*group.path, ""))) for each in group.tasks)
    return {
        "group_id": group.name,
        **({} if conn_id == DEFAULT else {"databricks_conn_id": conn_id}),
        **({} if prefixed else {"prefix_group_id": False}),
        **_changed(kept, step),
        **({} if group.runs else {"runs": False}),
        **_defaults(group.default_args),
    }


def inner_arguments(inner: FrozenInner) -> dict[str, Any]:
    """What a plain group is called with."""
    return {
        "group_id": inner.name,
        **({} if inner.prefix_group_id else {"prefix_group_id": False}),
        **_kept(inner.arguments, _INNER),
        **_defaults(inner.default_args),
    }


def task_arguments(task: FrozenTask, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a task is called with."""
    kept = _changed(_kept(task.arguments, _TASKS[task.kind]), changes)
    if kept.get("databricks_conn_id") == DEFAULT and not any("databricks_conn_id" in each for each in task.defaults):
        del kept["databricks_conn_id"]
    config = kept.get("task_config")
    if isinstance(config, Mapping) and isinstance(config.get("run_job_task"), Mapping):
        # Only a warning comes of it, and the report has that.
        work = {name: value for name, value in config["run_job_task"].items() if name != "wait"}
        kept["task_config"] = {**config, "run_job_task": work}
    return {"task_id": task.name, **kept}


def _kept(arguments: Mapping[str, Any], named: Any) -> dict[str, Any]:
    """Without what only says how Airflow runs or shows it; what nobody knows stays, to be told."""
    return {
        name: value
        for name, value in arguments.items()
        if name in named or (name not in AIRFLOW_ONLY and name not in CALLBACKS)
    }


def _changed(arguments: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**arguments, **changes}.items() if value is not None}


def _defaults(default_args: Mapping[str, Any]) -> dict[str, Any]:
    kept = _kept(default_args, _DEFAULTS)
    rule = rung_run_if(kept)
    if rule is not None and "trigger_rule" in kept:
        kept = {**kept, "run_if": rule}
        del kept["trigger_rule"]
    return {"default_args": kept} if kept else {}


def _with_tags(group: FrozenGroup) -> dict[str, Any]:
    """The group's arguments with the tags that were set afterwards."""
    extra = group.arguments.get("extra_job_params", {})
    if not group.tags or not isinstance(extra, Mapping):
        return dict(group.arguments)
    return {**group.arguments, "extra_job_params": {**extra, "tags": {**extra.get("tags", {}), **group.tags}}}


def _with_mails(arguments: Mapping[str, Any], notices: Sequence[Notice]) -> dict[str, Any]:
    extra = arguments.get("extra_job_params", {})
    if not notices or not isinstance(extra, Mapping):
        return dict(arguments)
    return {**arguments, "extra_job_params": notify(extra, notices)}
