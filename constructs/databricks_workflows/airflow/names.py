"""What stands in for Airflow's names, whatever path they are imported by: paths moved between 1.10, 2 and 3."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.airflow import operators, runs, sql, taskflow, values
from databricks_workflows.airflow.foreign import EmailOperator, Operator, foreign_operator
from databricks_workflows.airflow.missing import Missing


@dataclass(frozen=True, slots=True)
class Name:
    """A name of Airflow that is known: what a file gets for it, and what becomes of that in a declared job."""

    stand_in: Any
    becomes: str


_RUN_JOB = "a task of the DAG's own job: run_job_task"
_SUBMIT = "a task of the DAG's own job; with `tasks` several; git source, environments and access go to that job"
_SQL = "a task of the DAG's own job: sql_task, its statements a file in the workspace"
_CRON = "its cron expression or timedelta, and its time zone"
_ASSET = "an error: say the trigger that is meant, file_arrival or table_update"

NAMES: Mapping[str, Name] = {
    "Asset": Name(values.Asset, _ASSET),
    "AssetOrTimeSchedule": Name(values.AssetExpression, _ASSET),
    "BaseOperator": Name(Operator, "nothing, unless it has the provider's conversion to a workflow task"),
    "BaseSensorOperator": Name(Operator, "nothing"),
    "CronDataIntervalTimetable": Name(values.Timetable, _CRON),
    "CronTriggerTimetable": Name(values.Timetable, _CRON),
    "DAG": Name(operators.DAG, "jobs named `dag_id.group_id`; one of its own, `dag_id`, for an order or tasks"),
    "DatabricksCopyIntoOperator": Name(sql.DatabricksCopyIntoOperator, _SQL),
    "DatabricksCreateJobsOperator": Name(runs.DatabricksCreateJobsOperator, "a job, declared and not run by the DAG"),
    "DatabricksNotebookOperator": Name(operators.DatabricksNotebookOperator, "a task: notebook_task"),
    "DatabricksRunNowDeferrableOperator": Name(runs.DatabricksRunNowOperator, _RUN_JOB),
    "DatabricksRunNowOperator": Name(runs.DatabricksRunNowOperator, _RUN_JOB),
    "DatabricksSQLStatementsOperator": Name(sql.DatabricksSQLStatementsOperator, _SQL),
    "DatabricksSensor": Name(authoring.DatabricksSensor, "a health rule on the duration of the job before it"),
    "DatabricksSqlOperator": Name(sql.DatabricksSqlOperator, _SQL),
    "DatabricksSubmitRunDeferrableOperator": Name(runs.DatabricksSubmitRunOperator, _SUBMIT),
    "DatabricksSubmitRunOperator": Name(runs.DatabricksSubmitRunOperator, _SUBMIT),
    "DatabricksTaskOperator": Name(operators.DatabricksTaskOperator, "a task of any type"),
    "DatabricksWorkflowTaskGroup": Name(operators.DatabricksWorkflowTaskGroup, "a job"),
    "Dataset": Name(values.Asset, _ASSET),
    "DatasetOrTimeSchedule": Name(values.AssetExpression, _ASSET),
    "DeltaDataIntervalTimetable": Name(values.Timetable, _CRON),
    "DeltaTriggerTimetable": Name(values.Timetable, _CRON),
    "DummyOperator": Name(foreign_operator("DummyOperator"), "nothing; its edges, and its trigger rule, go on"),
    "EmailOperator": Name(EmailOperator, "email_notifications of the job or task before it, by its trigger rule"),
    "EmptyOperator": Name(foreign_operator("EmptyOperator"), "nothing; its edges, and its trigger rule, go on"),
    "Label": Name(values.Label, "nothing; the edge stays"),
    "Param": Name(values.Param, "its default: that of a job parameter or a Terraform variable"),
    "TaskGroup": Name(authoring.TaskGroup, "a prefix of task keys, and edges to all that is in it"),
    "TriggerDagRunOperator": Name(runs.TriggerDagRunOperator, f"{_RUN_JOB} on the job that stands for the other DAG"),
    "TriggerRule": Name(values.TriggerRule, "run_if"),
    "chain": Name(authoring.chain, "edges"),
    "chain_linear": Name(authoring.chain, "edges"),
    "cross_downstream": Name(authoring.cross_downstream, "edges"),
    "dag": Name(taskflow.dag, "a DAG, for each call of the function"),
    "days_ago": Name(values.days_ago, "a date"),
    "setup": Name(taskflow.setup_or_teardown, "nothing: a Python task"),
    "task": Name(taskflow.task, "nothing: a Python task"),
    "task_group": Name(taskflow.task_group, "a TaskGroup, for each call of the function"),
    "teardown": Name(taskflow.setup_or_teardown, "nothing: a Python task"),
}
"""Every name that stands for something here. Any other operator or sensor is named, and its edges are kept."""


AIRFLOW_VERSION = "3.1.8"
"""What a file is told that asks for Airflow's version."""


Lookup = Callable[[str, str], Any]
"""What a module gives for a name."""


class AirflowValue(Missing):
    """A name of Airflow that stands for nothing here; as a module it has Airflow's names below it."""

    def __init__(self, name: str, lookup: Lookup) -> None:
        super().__init__(name)
        self.__dict__["_lookup"] = lookup

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._lookup(self._name, name)


def stand_in(module: str, name: str, variables: values.Variables, lookup: Lookup) -> Any:
    """What a file gets for ``from module import name``; an operator that nobody here knows is recorded by its name.

    Args:
        module: the module.
        name: what is asked of it.
        variables: Airflow's variables.
        lookup: what is asked for what is below the name.
    """
    if name == "Variable":
        return variables
    if module in ("pendulum", "airflow.utils.timezone") and name in values.PENDULUM:
        return values.PENDULUM[name]
    if (module, name) == ("airflow.version", "version"):
        return AIRFLOW_VERSION
    if name in NAMES:
        return NAMES[name].stand_in
    if name.endswith(("Operator", "Sensor")):
        return foreign_operator(name)
    return AirflowValue(f"{module}.{name}", lookup)
