"""A name that the provider's module does not have, as older documents show it."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks_workflow import DatabricksTaskOperator

with DAG("unknown_name", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    DatabricksTaskOperator(task_id="one", task_config={})
