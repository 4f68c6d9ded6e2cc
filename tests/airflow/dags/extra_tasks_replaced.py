"""`tasks` in extra_job_params replaces every member of the group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with (
    DAG("tasks_replaced", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="replaced",
        databricks_conn_id="databricks_default",
        extra_job_params={
            "tasks": [{"task_key": "other", "notebook_task": {"notebook_path": "/Shared/other", "source": "WORKSPACE"}}]
        },
    ),
):
    DatabricksNotebookOperator(task_id="lost", notebook_path="/Shared/lost", source="WORKSPACE")
