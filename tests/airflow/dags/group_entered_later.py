"""The group is made first, wired before its tasks are there, and entered later."""

from datetime import datetime

from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

dag = DAG("entered_later", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False)

with dag:
    start = EmptyOperator(task_id="start")
    end = EmptyOperator(task_id="end")
    task_group = DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        extra_job_params={"email_notifications": {"on_failure": ["oncall@example.com"]}},
    )
    start >> task_group >> end

    with task_group:
        extract = DatabricksNotebookOperator(task_id="extract", notebook_path="/Shared/extract", source="WORKSPACE")
        load = DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
        extract >> load
