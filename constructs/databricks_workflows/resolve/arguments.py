"""Every argument that was given has a meaning, is named as having none, or is an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics, Place, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.schedule import ARGUMENTS as SCHEDULE
from databricks_workflows.rules import NO_MEANING, UNKNOWN_NAME

_EVERY_TASK = frozenset(
    "databricks_conn_id timeout_seconds retries depends_on job_cluster_key existing_cluster_id new_cluster max_retries "
    "min_retry_interval_millis retry_on_timeout retry_delay execution_timeout databricks_task_key trigger_rule run_if "
    "extra".split()
)
_TASK = {
    "task": _EVERY_TASK | {"task_config", "cluster_spec", "libraries"},
    "notebook": _EVERY_TASK | {"notebook_path", "source", "notebook_params", "notebook_packages"},
}
_GROUP = frozenset(
    "databricks_conn_id existing_clusters extra_job_params max_concurrent_runs default_task_timeout_seconds "
    "default_task_retries prefix suffix job_clusters environments access_control_list notebook_params "
    "notebook_packages run_as task_keys address previous_address import_from lifecycle provider extra".split()
)
_DAG = frozenset(("dag_id", "default_args", "is_paused_upon_creation", "start_date", "params", *SCHEDULE))
_SENSOR = frozenset(("databricks_conn_id", "timeout"))

# Arguments of Airflow's operators, groups and DAGs that say how Airflow runs, shows or watches: a declared job is
# run by Databricks.
AIRFLOW_ONLY = frozenset(
    "polling_period_seconds wait_for_termination deferrable databricks_retry_limit databricks_retry_delay "
    "databricks_retry_args workflow_run_metadata do_xcom_push owner email email_on_retry email_on_failure "
    "retry_exponential_backoff max_retry_delay start_date end_date depends_on_past wait_for_downstream "
    "ignore_first_depends_on_past wait_for_past_depends_before_skipping params default_args priority_weight "
    "weight_rule queue pool pool_slots sla on_execute_callback on_failure_callback on_success_callback "
    "on_retry_callback on_skipped_callback pre_execute post_execute resources run_as_user max_active_tis_per_dag "
    "max_active_tis_per_dagrun executor executor_config inlets outlets doc doc_md doc_json doc_yaml doc_rst "
    "task_display_name logger_name allow_nested_operators map_index_template multiple_outputs ui_color ui_fgcolor "
    "tooltip add_suffix_on_collision group_display_name jar_params python_params spark_submit_params "
    "poke_interval mode soft_fail exponential_backoff max_wait run_id silent_fail never_fail description catchup "
    "tags render_template_as_native_obj max_active_tasks max_active_runs dagrun_timeout default_view orientation "
    "access_control jinja_environment_kwargs fail_stop fail_fast is_paused_upon_creation dag_display_name "
    "user_defined_macros user_defined_filters template_searchpath template_undefined full_filepath concurrency "
    "owner_links auto_register sla_miss_callback".split()
)


def check_arguments(group: FrozenGroup, found: Diagnostics) -> None:
    """Report unknown arguments, and once per workflow those without meaning."""
    idle: set[str] = set()
    _check(group.arguments, _GROUP, f"workflow {group.name!r}", group.place, found, idle)
    for inner in group.groups.values():
        _check(inner.arguments, frozenset(), f"task group {inner.name!r}", inner.place, found, idle)
    for task in group.tasks:
        _check(task.arguments, _TASK[task.kind], f"task {task.name!r}", task.place, found, idle)
    for rung in {id(rung): rung for task in group.tasks for rung in task.defaults}.values():
        _check(
            rung,
            _TASK["task"] | _TASK["notebook"],
            f"default_args of workflow {group.name!r}",
            group.place,
            found,
            idle,
        )
    for sensor in group.sensors:
        _check(sensor.arguments, _SENSOR, f"sensor {sensor.name!r}", sensor.place, found, idle)
    _tell_idle(f"workflow {group.name!r}", group.place, idle, found)


def check_dag_arguments(dag: Dag, found: Diagnostics) -> None:
    """The same for the arguments of the DAG itself."""
    idle: set[str] = set()
    who = f"DAG {dag.dag_id!r}"
    _check(dag.arguments, _DAG, who, dag.place, found, idle)
    _tell_idle(who, dag.place, idle, found)


def _tell_idle(who: str, place: Place, idle: set[str], found: Diagnostics) -> None:
    if idle:
        found.add(
            NO_MEANING,
            place,
            f"{who}: {', '.join(sorted(idle))} {'has' if len(idle) == 1 else 'have'} no meaning in a declared job",
            "Databricks runs the job, Airflow does not; take it away to silence this",
        )


def _check(
    arguments: Mapping[str, Any],
    known: Iterable[str],
    who: str,
    place: Place,
    found: Diagnostics,
    idle: set[str],
) -> None:
    for name, value in arguments.items():
        if name in known:
            continue
        if name in AIRFLOW_ONLY:
            idle.add(name)
            continue
        found.add(
            UNKNOWN_NAME,
            place,
            f"{who}: there is no argument {name} (value {shown(value)})",
            did_you_mean(name, known) or _known(known),
            near=(name,),
        )


def _known(names: Iterable[str]) -> str:
    listed = ", ".join(sorted(names))
    return f"known here: {listed}" if listed else "take it away"
