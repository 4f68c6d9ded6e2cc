"""as_setup() and as_teardown() on members, with the work between them."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(name):
    return DatabricksNotebookOperator(task_id=name, notebook_path=f"/Shared/{name}", source="WORKSPACE")


with DAG("setup_teardown", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="arrows", databricks_conn_id="databricks_default"):
        create = notebook("create").as_setup()
        work = notebook("work")
        drop = notebook("drop").as_teardown(setups=create)
        create >> work >> drop
    with DatabricksWorkflowTaskGroup(group_id="scope", databricks_conn_id="databricks_default"):
        create = notebook("create")
        drop = notebook("drop")
        with drop.as_teardown(setups=create, on_failure_fail_dagrun=True):
            notebook("one") >> notebook("two")
