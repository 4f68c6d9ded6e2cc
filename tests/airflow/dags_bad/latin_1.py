# -*- coding: latin-1 -*-
"""Latin-1 with a coding line: fine, and the text of the tag arrives as it was meant."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("latin_1", start_date=datetime(2024, 1, 1), schedule=None, tags=["straße"]) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/straße", source="WORKSPACE")
