"""A task for every trigger rule of Airflow 3."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.trigger_rule import TriggerRule

with DAG("rules", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="each", databricks_conn_id="databricks_default"):
        first = DatabricksNotebookOperator(task_id="first", notebook_path="/Shared/first", source="WORKSPACE")
        for rule in sorted(rule.value for rule in TriggerRule):
            if rule == TriggerRule.ALL_DONE_SETUP_SUCCESS.value:
                continue  # reserved for teardown tasks
            first >> DatabricksTaskOperator(
                task_id=rule, task_config={"notebook_task": {"notebook_path": "/Shared/x"}}, trigger_rule=rule
            )
        first >> DatabricksNotebookOperator(
            task_id="by_enum",
            notebook_path="/Shared/enum",
            source="WORKSPACE",
            trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS,
        )
        DatabricksNotebookOperator(
            task_id="a_root", notebook_path="/Shared/root", source="WORKSPACE", trigger_rule="all_done"
        )
