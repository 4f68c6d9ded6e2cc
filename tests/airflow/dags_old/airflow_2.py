"""Airflow 2 with the provider: schedule_interval, days_ago, DummyOperator, provide_context, concurrency, sla."""

import datetime as dt

from airflow import DAG
from airflow.operators.dummy import DummyOperator
from airflow.operators.email import EmailOperator
from airflow.operators.python import PythonOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils.dates import days_ago

default_args = {
    "owner": "etl",
    "depends_on_past": False,
    "start_date": days_ago(2),
    "email": ["etl@example.com"],
    "email_on_failure": True,
    "sla": dt.timedelta(hours=2),
}

with DAG(
    "airflow_2",
    default_args=default_args,
    schedule_interval="0 6 * * *",
    concurrency=4,
    catchup=False,
    default_view="graph",
    orientation="TB",
) as dag:
    begin = DummyOperator(task_id="begin")
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        load = DatabricksNotebookOperator(
            task_id="load",
            notebook_path="/Shared/load",
            source="WORKSPACE",
            notebook_params={"day": "{{ execution_date.strftime('%Y-%m-%d') }}", "next": "{{ next_ds }}"},
        )
        clean = DatabricksNotebookOperator(
            task_id="clean", notebook_path="/Shared/clean", source="WORKSPACE", trigger_rule="always"
        )
        load >> clean
    log = PythonOperator(task_id="log", python_callable=print, provide_context=True)
    mail = EmailOperator(task_id="mail", to="etl@example.com", subject="Done", html_content="", trigger_rule="dummy")
    begin >> work >> [log, mail]
