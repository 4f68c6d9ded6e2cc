"""Writes to the environment, to sys.path, and changes the working folder while it is imported."""

import os
import sys
import tempfile
from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

os.environ["DATABRICKS_HOST"] = "https://example.cloud.databricks.com"
os.environ.pop("HOME", None)
sys.path.insert(0, "/nowhere")
os.chdir(tempfile.gettempdir())

with DAG("writes_environment", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
