"""doc_md, callbacks, email_on_failure, email_on_retry and sla on tasks and in default_args."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def post(context):
    raise NotImplementedError


default_args = {
    "owner": "reporting",
    "email": ["reports@example.com", "oncall@example.com"],
    "email_on_failure": True,
    "email_on_retry": True,
    "retries": 2,
    "on_retry_callback": post,
    "sla": timedelta(hours=4),
}

with DAG(
    "docs_and_mails", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False, default_args=default_args
) as dag:
    dag.doc_md = __doc__
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
        documented = DatabricksNotebookOperator(
            task_id="documented",
            notebook_path="/Shared/a",
            source="WORKSPACE",
            doc_md="### What\nIt does *this*.",
            on_success_callback=post,
            on_execute_callback=post,
        )
        silent = DatabricksNotebookOperator(
            task_id="silent", notebook_path="/Shared/b", source="WORKSPACE", email_on_failure=False, retries=0
        )
        documented.doc = "plain"
        documented >> silent
