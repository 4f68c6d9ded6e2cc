from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("sales", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="load") as load:
        orders = DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders", source="WORKSPACE")
        archive = DatabricksNotebookOperator(task_id="archive", notebook_path="/sales/archive", source="WORKSPACE")
        orders >> archive
    with DatabricksWorkflowTaskGroup(group_id="report") as report:
        DatabricksNotebookOperator(task_id="revenue", notebook_path="/sales/revenue", source="WORKSPACE")
    load >> report
