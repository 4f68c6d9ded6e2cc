"""A template as max_retries: the provider wants a number when the job is made."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("jinja_retries", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="work", notebook_path="/Shared/work", source="WORKSPACE", max_retries="{{ var.value.retries }}"
        )
