"""Run-now by the name of a job that a group of the same file makes, and by one of another DAG of the file."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksRunNowOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("maker", start_date=datetime(2024, 1, 1), schedule=None) as maker:
    with DatabricksWorkflowTaskGroup(group_id="load", databricks_conn_id="databricks_default") as load:
        DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
    again = DatabricksRunNowOperator(task_id="again", job_name="maker.load")
    load >> again

with DAG("taker", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as taker:
    DatabricksRunNowOperator(task_id="theirs", job_name="maker.load", job_parameters={"day": "{{ ds }}"})
