"""EmailOperator on success and on one_failed, after a group and after a member."""

from datetime import datetime

from airflow import DAG
from airflow.operators.email import EmailOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("mail", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        load = DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
        check = DatabricksNotebookOperator(task_id="check", notebook_path="/Shared/check", source="WORKSPACE")
        load >> check
    succeeded = EmailOperator(
        task_id="succeeded",
        to=["team@example.com", "boss@example.com"],
        subject="Done for {{ ds }}",
        html_content="<b>Done</b>",
    )
    failed = EmailOperator(
        task_id="failed", to="oncall@example.com", subject="Failed", html_content="Look", trigger_rule="one_failed"
    )
    after_load = EmailOperator(
        task_id="after_load", to="loader@example.com; second@example.com", subject="Loaded", html_content=""
    )
    at_the_end = EmailOperator(
        task_id="at_the_end", to="all@example.com", subject="Over", html_content="", trigger_rule="all_done"
    )
    work >> [succeeded, failed]
    load >> after_load
    succeeded >> at_the_end
