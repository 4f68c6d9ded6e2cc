from datetime import datetime

from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("sales_reports", start_date=datetime(2024, 1, 1), schedule=None):
    with DatabricksWorkflowTaskGroup(group_id="reports"):
        DatabricksNotebookOperator(task_id="revenue", notebook_path="/sales/revenue", source="WORKSPACE")

with DAG("sales", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="load") as load:
        DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders", source="WORKSPACE")
    reports = TriggerDagRunOperator(task_id="reports", trigger_dag_id="sales_reports")
    load >> reports
