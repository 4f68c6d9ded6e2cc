"""os.environ.get and os.getenv while the file is imported, with defaults."""

import os
from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

ENVIRONMENT = os.environ.get("DEPLOY_ENVIRONMENT", "dev")
IS_PROD = ENVIRONMENT == "prod"

with DAG(f"environment_{ENVIRONMENT}", start_date=datetime(2024, 1, 1), schedule="@daily" if IS_PROD else None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id=f"databricks_{ENVIRONMENT}"):
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path=f"/Shared/{ENVIRONMENT}/work",
            source="WORKSPACE",
            existing_cluster_id=os.getenv("WORK_CLUSTER_ID", "0301-101010-abcd1234"),
            notebook_params={"threads": os.environ.get("WORK_THREADS") or "4"},
        )
