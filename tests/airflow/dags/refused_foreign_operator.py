"""A Python operator inside the group: refused at the end of the with block."""

from datetime import datetime

from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("foreign", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        one = DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
        two = PythonOperator(task_id="two", python_callable=print)
        one >> two
