"""What task_config wins and loses: depends_on, run_if, retries, outcomes of a condition."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def notebook(task_id, config=None, **arguments):
    return DatabricksTaskOperator(
        task_id=task_id, task_config={"notebook_task": {"notebook_path": "/Shared/x"}, **(config or {})}, **arguments
    )


with DAG("config_wins", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(group_id="branches", databricks_conn_id="databricks_default"):
        check = DatabricksTaskOperator(
            task_id="check",
            databricks_task_key="check",
            task_config={"condition_task": {"op": "GREATER_THAN", "left": "{{job.parameters.rows}}", "right": "0"}},
        )
        yes = notebook("yes", {"depends_on": [{"task_key": "check", "outcome": "true"}]})
        no = notebook("no", {"depends_on": [{"task_key": "check", "outcome": "false"}]})
        check >> [yes, no]
    with DatabricksWorkflowTaskGroup(group_id="loses", databricks_conn_id="databricks_default"):
        first = notebook("first", databricks_task_key="first")
        cut = notebook("cut", {"depends_on": []})
        other = notebook("other", {"depends_on": [{"task_key": "first"}]})
        run_if_kept = notebook("run_if_kept", {"run_if": "ALL_DONE"})
        run_if_lost = notebook("run_if_lost", {"run_if": "ALL_DONE"}, trigger_rule="one_failed")
        retries_lost = notebook("retries_lost", {"max_retries": 1, "retry_on_timeout": False}, max_retries=4)
        first >> [cut, run_if_kept, run_if_lost, retries_lost]
        cut >> other
