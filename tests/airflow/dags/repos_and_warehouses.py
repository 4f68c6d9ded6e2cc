"""Operators on repos and warehouses before and after a group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_repos import (
    DatabricksReposCreateOperator,
    DatabricksReposDeleteOperator,
    DatabricksReposUpdateOperator,
)
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.providers.databricks.operators.warehouse import (
    DatabricksStartWarehouseOperator,
    DatabricksStopWarehouseOperator,
)

with DAG("repos", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    create = DatabricksReposCreateOperator(
        task_id="create",
        git_url="https://github.com/example/jobs",
        repo_path="/Repos/etl/{{ ds_nodash }}",
        branch="main",
        ignore_existing_repo=True,
    )
    update = DatabricksReposUpdateOperator(task_id="update", repo_path="/Repos/etl/main", tag="v1.0.0")
    start = DatabricksStartWarehouseOperator(task_id="start", warehouse_id="1234567890abcdef")
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        DatabricksNotebookOperator(task_id="work", notebook_path="/Repos/etl/main/work", source="WORKSPACE")
    stop = DatabricksStopWarehouseOperator(task_id="stop", warehouse_id="1234567890abcdef", trigger_rule="all_done")
    delete = DatabricksReposDeleteOperator(task_id="delete", repo_path="/Repos/etl/{{ ds_nodash }}")
    create >> update >> start >> work >> stop >> delete
