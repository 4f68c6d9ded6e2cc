"""What stands in for Airflow's names, whatever path they are imported by: paths moved between 1.10, 2 and 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.airflow import operators, runs, taskflow, values
from databricks_workflows.airflow.foreign import EmailOperator, Operator, foreign_operator
from databricks_workflows.airflow.missing import Missing

_NAMES: Mapping[str, Any] = {
    "Asset": values.Asset,
    "AssetOrTimeSchedule": values.AssetExpression,
    "BaseOperator": Operator,
    "BaseSensorOperator": Operator,
    "CronDataIntervalTimetable": values.Timetable,
    "CronTriggerTimetable": values.Timetable,
    "DAG": operators.DAG,
    "DatabricksCreateJobsOperator": runs.DatabricksCreateJobsOperator,
    "DatabricksRunNowDeferrableOperator": runs.DatabricksRunNowOperator,
    "DatabricksRunNowOperator": runs.DatabricksRunNowOperator,
    "DatabricksSubmitRunDeferrableOperator": runs.DatabricksSubmitRunOperator,
    "DatabricksSubmitRunOperator": runs.DatabricksSubmitRunOperator,
    "DatabricksNotebookOperator": operators.DatabricksNotebookOperator,
    "DatabricksSensor": authoring.DatabricksSensor,
    "DatabricksTaskOperator": operators.DatabricksTaskOperator,
    "DatabricksWorkflowTaskGroup": operators.DatabricksWorkflowTaskGroup,
    "Dataset": values.Asset,
    "DatasetOrTimeSchedule": values.AssetExpression,
    "DeltaDataIntervalTimetable": values.Timetable,
    "DeltaTriggerTimetable": values.Timetable,
    "EmailOperator": EmailOperator,
    "Label": values.Label,
    "Param": values.Param,
    "TaskGroup": authoring.TaskGroup,
    "TriggerDagRunOperator": runs.TriggerDagRunOperator,
    "TriggerRule": values.TriggerRule,
    "chain": authoring.chain,
    "chain_linear": authoring.chain,
    "cross_downstream": authoring.cross_downstream,
    "dag": taskflow.dag,
    "days_ago": values.days_ago,
    "setup": taskflow.setup_or_teardown,
    "task": taskflow.task,
    "task_group": taskflow.task_group,
    "teardown": taskflow.setup_or_teardown,
}


class AirflowValue(Missing):
    """A name of Airflow that stands for nothing here; as a module it has Airflow's names below it."""

    def __init__(self, name: str, variables: values.Variables) -> None:
        super().__init__(name)
        self.__dict__["_variables"] = variables

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(self._name, name, self._variables)


def stand_in(module: str, name: str, variables: values.Variables) -> Any:
    """What a file gets for ``from module import name``; an operator that nobody here knows is recorded by its name."""
    if name == "Variable":
        return variables
    if module in ("pendulum", "airflow.utils.timezone") and name in values.PENDULUM:
        return values.PENDULUM[name]
    if name in _NAMES:
        return _NAMES[name]
    if name.endswith(("Operator", "Sensor")):
        return foreign_operator(name)
    return AirflowValue(f"{module}.{name}", variables)
