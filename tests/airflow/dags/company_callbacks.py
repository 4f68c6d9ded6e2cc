"""A module that isn't there serves callbacks only: no value of it reaches a job."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.python import PythonOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from company_alerts import Channel, notify_chat
from company_alerts.watchers import watcher

default_args = {
    "owner": "data",
    "on_failure_callback": notify_chat(Channel.DATA, mention="oncall"),
    "retries": 1,
    "retry_delay": timedelta(minutes=5),
}

with DAG(
    "company_callbacks",
    start_date=datetime(2024, 1, 1),
    schedule="@daily",
    catchup=False,
    default_args=default_args,
    on_success_callback=notify_chat(Channel.DATA),
) as dag:
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            on_failure_callback=notify_chat(Channel.OPS),
        )
    work >> PythonOperator(task_id="watcher", python_callable=watcher, trigger_rule="one_failed")
