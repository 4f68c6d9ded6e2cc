from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from sales_platform.alerts import on_call

with DAG("sales", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False, owner_links={"sales": on_call}):
    with DatabricksWorkflowTaskGroup(group_id="load"):
        DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders", source="WORKSPACE")
