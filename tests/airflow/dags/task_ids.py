"""Task ids with dots and dashes, without the group's prefix, the same in two groups, and long ones."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.task_group import TaskGroup


def notebook(task_id):
    return DatabricksNotebookOperator(task_id=task_id, notebook_path="/Shared/work", source="WORKSPACE")


with DAG("task.ids-1", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="signs", databricks_conn_id="databricks_default"):
        notebook("with.dots") >> notebook("with-dashes") >> notebook("With_Capitals") >> notebook("1st")
        notebook("a" * 120)
    with DatabricksWorkflowTaskGroup(group_id="plain", databricks_conn_id="databricks_default", prefix_group_id=False):
        first = notebook("first")
        with TaskGroup("inner", prefix_group_id=False):
            first >> notebook("second")
        with TaskGroup("prefixed"):
            notebook("second")
    with DatabricksWorkflowTaskGroup(group_id="again", databricks_conn_id="databricks_default"):
        notebook("1st") >> notebook("first")
        with TaskGroup("a"):
            notebook("b__c")
        with TaskGroup("a__b"):
            notebook("c")
