"""The older word: Dataset of airflow.datasets as schedule and as outlet."""

from datetime import datetime

from airflow import DAG
from airflow.datasets import Dataset
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

raw = Dataset("s3://lake/raw")

with DAG("dataset_producer", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="load", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(
            task_id="load", notebook_path="/Shared/load", source="WORKSPACE", outlets=[raw], inlets=[]
        )

with DAG("dataset_consumer", start_date=datetime(2024, 1, 1), schedule=[raw], catchup=False):
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
