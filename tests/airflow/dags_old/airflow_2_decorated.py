"""Airflow 2 decorators with schedule_interval as a preset and a timedelta, days_ago with an hour."""

from datetime import timedelta

from airflow.decorators import dag, task, task_group
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.dates import days_ago
from airflow.utils.helpers import chain


@dag(schedule_interval=timedelta(hours=6), start_date=days_ago(1, hour=3), catchup=False, tags=["old"])
def old_decorated():
    @task
    def tell():
        print("done")

    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:

        @task_group(group_id="inner")
        def inner():
            one = DatabricksNotebookOperator(task_id="one", notebook_path="/Shared/one", source="WORKSPACE")
            two = DatabricksNotebookOperator(task_id="two", notebook_path="/Shared/two", source="WORKSPACE")
            chain(one, two)

        inner()
    work >> tell()


old_dag = old_decorated()
