from datetime import datetime

from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("sales", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="load") as load:
        DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders", source="WORKSPACE")
    with DatabricksWorkflowTaskGroup(group_id="stock") as stock:
        DatabricksNotebookOperator(task_id="items", notebook_path="/sales/items", source="WORKSPACE")
    done = EmptyOperator(task_id="done", trigger_rule="all_done")
    report = DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report", source="WORKSPACE")
    [load, stock] >> done >> report
