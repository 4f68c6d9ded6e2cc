"""Mapped operators (.partial().expand()): inside a group, with edges through them, and outside."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import (
    DatabricksNotebookOperator,
    DatabricksSubmitRunOperator,
    DatabricksTaskOperator,
)
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("mapped", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        first = DatabricksNotebookOperator(task_id="first", notebook_path="/Shared/first", source="WORKSPACE")
        each = DatabricksTaskOperator.partial(task_id="each", existing_cluster_id="0301-101010-abcd1234").expand(
            task_config=[{"notebook_task": {"notebook_path": f"/Shared/{n}"}} for n in range(3)]
        )
        last = DatabricksNotebookOperator(task_id="last", notebook_path="/Shared/last", source="WORKSPACE")
        first >> each >> last
    outside = DatabricksSubmitRunOperator.partial(task_id="outside", existing_cluster_id="0301-101010-abcd1234").expand(
        notebook_task=[{"notebook_path": "/Shared/a"}, {"notebook_path": "/Shared/b"}]
    )
