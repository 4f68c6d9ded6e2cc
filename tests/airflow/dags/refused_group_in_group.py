"""A workflow group inside a workflow group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("group_in_group", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="outer", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
        with DatabricksWorkflowTaskGroup(group_id="inner", databricks_conn_id="databricks_default"):
            DatabricksNotebookOperator(task_id="two", notebook_path="/Shared/two", source="WORKSPACE")
