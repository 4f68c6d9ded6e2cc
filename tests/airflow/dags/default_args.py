"""default_args of DAG, group and inner group reach every parameter that a task takes; the nearest wins."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.task_group import TaskGroup

default_args = {
    "owner": "analytics",
    "depends_on_past": False,
    "start_date": datetime(2024, 1, 1),
    "databricks_conn_id": "databricks_default",
    "source": "WORKSPACE",
    "execution_timeout": timedelta(hours=2),
    "max_retries": 1,
    "retries": 3,
}

with (
    DAG("defaults", default_args=default_args, schedule="@daily", catchup=False) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="outer",
        databricks_conn_id="databricks_default",
        default_args={"max_retries": 2, "job_cluster_key": "small", "trigger_rule": "all_done"},
        job_clusters=[
            {"job_cluster_key": key, "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": workers}}
            for key, workers in (("small", 1), ("large", 8))
        ],
    ),
):
    by_dag_and_group = DatabricksNotebookOperator(task_id="by_dag_and_group", notebook_path="/Shared/one")
    with TaskGroup(
        "inner",
        default_args={"max_retries": 3, "retry_on_timeout": True, "execution_timeout": timedelta(minutes=10)},
    ):
        by_inner = DatabricksNotebookOperator(task_id="by_inner", notebook_path="/Shared/two")
        by_itself = DatabricksNotebookOperator(
            task_id="by_itself",
            notebook_path="/Shared/three",
            source="GIT",
            max_retries=0,
            job_cluster_key="large",
            execution_timeout=timedelta(seconds=90),
            trigger_rule="all_success",
        )
    config = DatabricksTaskOperator(
        task_id="config",
        task_config={"notebook_task": {"notebook_path": "/Shared/four"}, "max_retries": 9, "timeout_seconds": 60},
    )
    by_dag_and_group >> [by_inner, by_itself] >> config
