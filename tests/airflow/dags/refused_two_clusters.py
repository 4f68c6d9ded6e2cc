"""existing_cluster_id and job_cluster_key together, a timeout that rounds to zero, a max_retries that is no number."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

CONFIG = {"notebook_task": {"notebook_path": "/Shared/one"}}

with DAG("two_clusters", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="clusters", databricks_conn_id="databricks_default"):
        DatabricksTaskOperator(task_id="one", task_config=CONFIG, existing_cluster_id="0301", job_cluster_key="main")
    with DatabricksWorkflowTaskGroup(group_id="timeout", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="one",
            notebook_path="/Shared/one",
            source="WORKSPACE",
            execution_timeout=timedelta(milliseconds=300),
        )
    with DatabricksWorkflowTaskGroup(group_id="retries", databricks_conn_id="databricks_default"):
        DatabricksTaskOperator(task_id="one", task_config=CONFIG, max_retries="many")
