"""The same task id twice in a group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("duplicate", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        for _ in range(2):
            DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
