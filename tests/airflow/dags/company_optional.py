"""A missing module behind try/except ImportError: the file has its own way out."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

try:
    from nobody_has_this import CLUSTER_ID
except ImportError:
    CLUSTER_ID = "0301-101010-fallback"

with DAG("company_optional", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="work", notebook_path="/Shared/work", source="WORKSPACE", existing_cluster_id=CLUSTER_ID
        )
