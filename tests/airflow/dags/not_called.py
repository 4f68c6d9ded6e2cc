"""A `@dag` function that nobody calls: there is no DAG."""

from datetime import datetime

from airflow.decorators import dag
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


@dag(start_date=datetime(2024, 1, 1), schedule=None)
def forgotten():
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
