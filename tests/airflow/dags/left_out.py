"""What silently does not reach the job: an empty group, a task added too late, a group never entered."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(task_id, **arguments):
    return DatabricksNotebookOperator(
        task_id=task_id,
        notebook_path=f"/Shared/{task_id}",
        source="WORKSPACE",
        existing_cluster_id="0301-101010-abcd1234",
        **arguments,
    )


with DAG("left_out", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="empty", databricks_conn_id="databricks_default"):
        pass
    with DatabricksWorkflowTaskGroup(group_id="late", databricks_conn_id="databricks_default") as late:
        in_time = notebook("in_time")
    too_late = notebook("too_late", task_group=late)
    in_time >> too_late
    never_entered = DatabricksWorkflowTaskGroup(group_id="never_entered", databricks_conn_id="databricks_default")
    alone = notebook("alone", task_group=never_entered)
