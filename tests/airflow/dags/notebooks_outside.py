"""Notebook and task operators outside of any group: each a submitted run, two of them refused."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.utils.task_group import TaskGroup

new_cluster = {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2}

with DAG("notebooks_outside", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    on_new = DatabricksNotebookOperator(
        task_id="on_new",
        notebook_path="/Shared/a",
        source="WORKSPACE",
        new_cluster=new_cluster,
        notebook_packages=[{"pypi": {"package": "faker"}}],
        execution_timeout=timedelta(minutes=5),
    )
    on_existing = DatabricksNotebookOperator(
        task_id="on_existing",
        notebook_path="/Shared/b",
        source="WORKSPACE",
        existing_cluster_id="0301-101010-abcd1234",
        notebook_params={"a": "1"},
        trigger_rule="all_done",
    )
    with TaskGroup("plain_group") as plain:
        with_retries = DatabricksTaskOperator(
            task_id="with_retries",
            task_config={"spark_python_task": {"python_file": "dbfs:/a.py"}, "max_retries": 1},
            existing_cluster_id="0301-101010-abcd1234",
            max_retries=3,
        )
        keyed = DatabricksTaskOperator(
            task_id="keyed",
            task_config={"notebook_task": {"notebook_path": "/Shared/c"}},
            new_cluster=new_cluster,
            databricks_task_key="keyed",
        )
    nowhere = DatabricksNotebookOperator(task_id="nowhere", notebook_path="/Shared/d", source="WORKSPACE")
    both = DatabricksNotebookOperator(
        task_id="both",
        notebook_path="/Shared/d",
        source="WORKSPACE",
        new_cluster=new_cluster,
        existing_cluster_id="0301-101010-abcd1234",
    )
    on_new >> on_existing >> plain >> [nowhere, both]
