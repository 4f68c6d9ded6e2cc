from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from sales_platform.clusters import SMALL

with DAG("sales", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="load"):
        DatabricksNotebookOperator(
            task_id="orders",
            notebook_path="/sales/orders",
            source="WORKSPACE",
            new_cluster=SMALL,
        )
