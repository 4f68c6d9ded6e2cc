"""Submit-run operators that the provider refuses at run time."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksSubmitRunOperator

with DAG("submit_refused", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    DatabricksSubmitRunOperator(task_id="dbt_without_git", dbt_task={"commands": ["dbt run"]})
    DatabricksSubmitRunOperator(task_id="two_pipelines", pipeline_task={"pipeline_id": "1", "pipeline_name": "named"})
    DatabricksSubmitRunOperator(task_id="no_json", json="this is no JSON")
    DatabricksSubmitRunOperator(task_id="no_mapping", json=["a"])
    DatabricksSubmitRunOperator(task_id="wrong_type", json={"notebook_task": {"notebook_path": object}})
    DatabricksSubmitRunOperator(task_id="nothing")
