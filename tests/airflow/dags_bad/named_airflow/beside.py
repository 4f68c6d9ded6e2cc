"""A DAG file beside one that is called airflow.py."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("beside", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
