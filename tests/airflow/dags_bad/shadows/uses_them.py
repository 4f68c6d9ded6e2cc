"""Imports neighbours whose names are those of other modules."""

import json
from datetime import datetime

import click
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("uses_them", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="one", notebook_path=click.PATH, source="WORKSPACE", existing_cluster_id=json.CLUSTER
        )
