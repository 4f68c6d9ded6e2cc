"""An argument that the group does not have, and the group id where the connection belongs."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("group_argument", start_date=datetime(2024, 1, 1), schedule=None) as dag, DatabricksWorkflowTaskGroup("work"):
    pass
