"""An argument that the operator does not have."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("argument", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksTaskOperator(
            task_id="one",
            task_config={"notebook_task": {"notebook_path": "/Shared/one"}},
            libraries=[{"pypi": {"package": "faker"}}],
        )
