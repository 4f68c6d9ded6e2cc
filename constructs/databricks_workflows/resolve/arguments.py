"""Every argument that was given has a meaning, is named as having none, or is an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenTask
from databricks_workflows.diagnostics import Diagnostics, Place, did_you_mean, nearest_word
from databricks_workflows.model import JobSettings
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.resolve.places import Path
from databricks_workflows.resolve.schedule import ARGUMENTS as SCHEDULE
from databricks_workflows.rules import NO_MEANING, UNKNOWN_NAME, unsupported
from databricks_workflows.schema.names import synonyms

_EVERY_TASK = frozenset(
    "databricks_conn_id timeout_seconds retries depends_on job_cluster_key existing_cluster_id new_cluster max_retries "
    "min_retry_interval_millis retry_on_timeout retry_delay execution_timeout databricks_task_key trigger_rule run_if "
    "email email_on_failure email_on_retry email_notifications extra".split()
)
_TASK = {
    "task": _EVERY_TASK | {"task_config", "cluster_spec", "libraries"},
    "notebook": _EVERY_TASK | {"notebook_path", "source", "notebook_params", "notebook_packages"},
    "workflow": frozenset(("task_config", "run_if")),
}
_GROUP = frozenset(
    "databricks_conn_id existing_clusters extra_job_params max_concurrent_runs default_task_timeout_seconds "
    "default_task_retries prefix suffix job_clusters environments access_control_list notebook_params "
    "notebook_packages run_as task_keys address previous_address import_from lifecycle provider extra run_if".split()
)
_DAG = frozenset(
    "dag_id default_args is_paused_upon_creation start_date timezone params tags description dagrun_timeout "
    "extra_job_params address previous_address import_from catchup end_date".split()
) | {*SCHEDULE}
_OF_OWN_JOB = frozenset(("max_active_runs",))
_COMPUTE = ("job_cluster_key", "existing_cluster_id", "new_cluster", "cluster_spec")
_ANY_TASK = _TASK["task"] | _TASK["notebook"]
_SENSOR = frozenset(("databricks_conn_id", "timeout"))

# Arguments of Airflow's operators, groups and DAGs that say how Airflow runs, shows or watches: a declared job is
# run by Databricks.
AIRFLOW_ONLY = frozenset(
    "polling_period_seconds wait_for_termination deferrable databricks_retry_limit databricks_retry_delay "
    "databricks_retry_args workflow_run_metadata do_xcom_push owner "
    "retry_exponential_backoff max_retry_delay start_date end_date depends_on_past wait_for_downstream "
    "ignore_first_depends_on_past wait_for_past_depends_before_skipping params default_args priority_weight "
    "weight_rule queue pool pool_slots sla pre_execute post_execute resources run_as_user max_active_tis_per_dag "
    "max_active_tis_per_dagrun executor executor_config inlets outlets doc doc_md doc_json doc_yaml doc_rst "
    "task_display_name logger_name allow_nested_operators map_index_template multiple_outputs ui_color ui_fgcolor "
    "tooltip add_suffix_on_collision group_display_name jar_params python_params spark_submit_params "
    "poke_interval mode soft_fail exponential_backoff max_wait run_id silent_fail never_fail "
    "render_template_as_native_obj max_active_tasks max_active_runs default_view orientation "
    "access_control jinja_environment_kwargs fail_stop fail_fast is_paused_upon_creation dag_display_name "
    "user_defined_macros user_defined_filters template_searchpath template_undefined full_filepath concurrency "
    "owner_links auto_register reset_dag_run skip_when_already_exists allowed_states failed_states trigger_run_id "
    "repair_run databricks_repair_reason_new_settings cancel_previous_runs openlineage_inject_parent_job_info".split()
)


_REMEDIES = {
    "task_config": "write its fields as arguments, or use DatabricksTaskOperator, which takes task_config",
}
"""What to do about arguments that belong to another class."""

CALLBACKS = {
    "on_failure_callback": "on_failure",
    "on_success_callback": "on_success",
    "on_execute_callback": "on_start",
    "on_retry_callback": "on_failure",
    "on_skipped_callback": "on_failure",
    "sla_miss_callback": "on_duration_warning_threshold_exceeded",
}
"""Functions that Airflow calls when something happens, and the nearest event that a job can tell of."""

KNOWN_DEFAULTS = _ANY_TASK | AIRFLOW_ONLY | CALLBACKS.keys()
"""The default arguments that have a meaning for a Databricks operator, or are known to have none."""


def check_arguments(group: FrozenGroup, allow_unsupported: bool, found: Diagnostics) -> None:
    """Report unknown arguments, and once per workflow those without meaning."""
    look = _Look(allow_unsupported, found)
    who = f"workflow {group.name!r}"
    look.at(group.arguments, _GROUP, who, group.place)
    look.at(group.default_args, _ANY_TASK, f"default_args of {who}", group.place)
    look.inside(group)
    for task in group.tasks:
        look.at(task.arguments, _TASK[task.kind], f"task {task.name!r}", task.place)
    for sensor in group.sensors:
        look.at(sensor.arguments, _SENSOR, f"sensor {sensor.name!r}", sensor.place)
    look.tell_idle(who, group.place)


def check_dag_arguments(dag: Dag, has_own_job: bool, allow_unsupported: bool, found: Diagnostics) -> None:
    """The same for the arguments of the DAG itself, and of the plain groups around its workflows."""
    look = _Look(allow_unsupported, found)
    who = f"DAG {dag.dag_id!r}"
    look.at(dag.arguments, _DAG | _OF_OWN_JOB if has_own_job else _DAG, who, dag.place)
    look.at(dag.default_args, _ANY_TASK | {"start_date", "end_date"}, f"default_args of {who}", dag.place)
    if dag.own is not None and not has_own_job:
        look.inside(dag.own)
    look.tell_idle(who, dag.place)


def as_meant(group: FrozenGroup) -> FrozenGroup:
    """A workflow in which arguments that are misspelt by a letter or two, which is told, have their right names."""
    return replace(
        group,
        arguments=_renamed(group.arguments, _GROUP),
        tasks=tuple(
            replace(
                task,
                arguments=_renamed(task.arguments, _TASK[task.kind]),
                defaults=tuple(_renamed(each, _ANY_TASK) for each in task.defaults),
            )
            for task in group.tasks
        ),
    )


def left_out_by_arguments(task: FrozenTask) -> LeftOut:
    """What of a task may be meant by arguments that there are not."""
    known = _TASK[task.kind]
    places: set[Path] = set()
    for name in task.arguments:
        if name not in known and name not in AIRFLOW_ONLY and name not in CALLBACKS:
            meant = nearest_word(name, known, synonyms())
            if meant == "task_config":
                places.add(())
            elif meant in _COMPUTE:
                places.update((each,) for each in _COMPUTE)
            elif meant:
                places.add((meant,))
    return LeftOut(frozenset(places))


def _renamed(arguments: Mapping[str, Any], known: Collection[str]) -> Mapping[str, Any]:
    silent = [name for name in known if arguments.get(name) in (None, [], {}, ())]
    meant = {
        name: get_close_matches(name, silent, n=1, cutoff=0.8)
        for name in arguments
        if name not in known and name not in AIRFLOW_ONLY and name not in CALLBACKS
    }
    return {**arguments, **{right[0]: arguments[name] for name, right in meant.items() if right}}


class _Look:
    """One look at the arguments of a workflow or DAG: what has no meaning is gathered, and told once."""

    def __init__(self, allow_unsupported: bool, found: Diagnostics) -> None:
        self._lost = unsupported(allow_unsupported)
        self._found = found
        self._idle: dict[str, Place] = {}

    def inside(self, group: FrozenGroup) -> None:
        """The plain groups in it."""
        for inner in group.groups.values():
            who = f"task group {inner.name!r}"
            self.at(inner.arguments, frozenset(), who, inner.place)
            self.at(inner.default_args, _ANY_TASK, f"default_args of {who}", inner.place)

    def at(self, arguments: Mapping[str, Any], known: Iterable[str], who: str, place: Place) -> None:
        """The arguments of one call."""
        for name, value in arguments.items():
            if name in known:
                continue
            if name in CALLBACKS:
                self._found.add(
                    self._lost,
                    place,
                    f"{who}: {name} calls {_called(value)}, and a Databricks job calls nothing",
                    f"let the job tell: email_notifications or webhook_notifications, {CALLBACKS[name]}; or write a "
                    "task that does it, with a run_if",
                    near=(name,),
                )
            elif name in AIRFLOW_ONLY:
                self._idle.setdefault(name, place)
            else:
                self._found.add(
                    UNKNOWN_NAME,
                    place,
                    f"{who}: there is no argument {name} (value {shown(value)})",
                    _REMEDIES.get(name) or _of_the_job(name) or did_you_mean(name, known, synonyms()) or _known(known),
                    near=(name,),
                )

    def tell_idle(self, who: str, place: Place) -> None:
        """Name what has no meaning, where the first of it was written."""
        if self._idle:
            first, where = next(iter(self._idle.items()))
            self._found.add(
                NO_MEANING,
                Place(place.path, where.origin),
                f"{who}: {', '.join(sorted(self._idle))} {'has' if len(self._idle) == 1 else 'have'} no meaning in a "
                "declared job",
                "Databricks runs the job, Airflow does not; take it away to silence this",
                near=(first,),
            )


def _of_the_job(name: str) -> str:
    """Where a field of the job stands, which is no argument here."""
    if name not in JobSettings.model_fields:
        return ""
    return f"write it in {'the DAG, or in ' if name in _DAG else ''}the workflow's extra_job_params"


def _called(value: Any) -> str:
    """The names of functions, without what is inside them."""
    return ", ".join(map(_called, value)) if isinstance(value, list) else getattr(value, "__name__", shown(value))


def _known(names: Iterable[str]) -> str:
    listed = ", ".join(sorted(names))
    return f"known here: {listed}" if listed else "take it away"
