"""Variable.get of a variable that nobody has, with no default."""

from datetime import datetime

from airflow import DAG
from airflow.models import Variable
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("variable_missing", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            existing_cluster_id=Variable.get("nobody_set_this"),
        )
