"""A submit-run operator inside the group: it has no conversion, so it is refused."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksSubmitRunOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("submit_inside", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksSubmitRunOperator(task_id="run", json={"notebook_task": {"notebook_path": "/Shared/one"}})
