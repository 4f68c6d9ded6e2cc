"""Edges between members and Databricks operators outside: Airflow keeps them, the job has none of them."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksSubmitRunOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(task_id):
    return DatabricksNotebookOperator(task_id=task_id, notebook_path=f"/Shared/{task_id}", source="WORKSPACE")


with DAG("edges_outside", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    before = DatabricksSubmitRunOperator(
        task_id="before", existing_cluster_id="0301-101010-abcd1234", notebook_task={"notebook_path": "/Shared/before"}
    )
    with DatabricksWorkflowTaskGroup(group_id="one", databricks_conn_id="databricks_default"):
        a, b = notebook("a"), notebook("b")
        a >> b
    with DatabricksWorkflowTaskGroup(group_id="two", databricks_conn_id="databricks_default") as two:
        c, d = notebook("c"), notebook("d")
    between = DatabricksSubmitRunOperator(
        task_id="between", existing_cluster_id="0301-101010-abcd1234", notebook_task={"notebook_path": "/Shared/x"}
    )
    before >> a
    a >> c
    a >> between >> d
    b >> two
