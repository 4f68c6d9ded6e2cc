"""A cron that is none."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("schedule_wrong", start_date=datetime(2024, 1, 1), schedule="0 25 * * *", catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
