"""Asks a server for its settings while it is imported."""

import socket
from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with socket.create_connection(("127.0.0.1", 9), timeout=5) as connection:
    name = connection.recv(100).decode()

with DAG("opens_a_socket", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path=f"/Shared/{name}", source="WORKSPACE")
