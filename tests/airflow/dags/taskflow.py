"""TaskFlow functions around a group; a value of one is a parameter of a notebook."""

import pendulum
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import dag, task


@dag(start_date=pendulum.datetime(2024, 1, 1, tz="UTC"), schedule="@daily", catchup=False)
def taskflow():
    @task
    def latest_batch() -> str:
        return "2024-01-01"

    @task(trigger_rule="all_done", multiple_outputs=True)
    def summary(batch: str) -> dict:
        return {"batch": batch}

    batch = latest_batch()
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        load = DatabricksNotebookOperator(
            task_id="load",
            notebook_path="/Shared/load",
            source="WORKSPACE",
            notebook_params={"fixed": "1"},
        )
        with_value = DatabricksNotebookOperator(
            task_id="with_value",
            notebook_path="/Shared/load",
            source="WORKSPACE",
            notebook_params={"batch": batch},
        )
        load >> with_value
    work >> summary(batch)


taskflow()
