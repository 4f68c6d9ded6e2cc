"""a >> b >> a: the provider makes the job, Airflow does not load the DAG."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("cycle", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        a = DatabricksNotebookOperator(task_id="a", notebook_path="/Shared/a", source="WORKSPACE")
        b = DatabricksNotebookOperator(task_id="b", notebook_path="/Shared/b", source="WORKSPACE")
        a >> b >> a
