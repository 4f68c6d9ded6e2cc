"""EmptyOperator joints: before and after the group, between groups, and on single members."""

from datetime import datetime

from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(name):
    return DatabricksNotebookOperator(task_id=name, notebook_path=f"/Shared/{name}", source="WORKSPACE")


with DAG("joints", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    start = EmptyOperator(task_id="start")
    between = EmptyOperator(task_id="between", trigger_rule="all_done")
    with DatabricksWorkflowTaskGroup(group_id="first", databricks_conn_id="databricks_default") as first:
        notebook("a") >> notebook("b")
    with DatabricksWorkflowTaskGroup(group_id="second", databricks_conn_id="databricks_default") as second:
        c, d = notebook("c"), notebook("d")
    with DatabricksWorkflowTaskGroup(group_id="third", databricks_conn_id="databricks_default") as third:
        e, f = notebook("e"), notebook("f")
    end = EmptyOperator(task_id="end")
    start >> first >> between >> [second, third]
    [c, e] >> end
