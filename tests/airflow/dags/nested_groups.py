"""Task groups around the group and inside it, with edges between the inner groups and single tasks."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.task_group import TaskGroup


def notebook(name):
    return DatabricksNotebookOperator(task_id=name, notebook_path=f"/Shared/nested/{name}", source="WORKSPACE")


with DAG("nested", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    for region in ("eu", "us"):
        with TaskGroup(f"region_{region}"), TaskGroup("daily"):
            with DatabricksWorkflowTaskGroup(group_id="sync", databricks_conn_id="databricks_default"):
                begin = notebook("begin")
                with TaskGroup("extract") as extract:
                    accounts = notebook("accounts")
                    contacts = notebook("contacts")
                    with TaskGroup("events") as events:
                        notebook("raw") >> notebook("clean")
                    accounts >> events
                with TaskGroup("load") as load:
                    [notebook("left"), notebook("right")] >> notebook("both")
                end = notebook("end")
                begin >> extract >> load >> end
                contacts >> end
