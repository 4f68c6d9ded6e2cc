"""Python and Bash around a group and on its members: none of it reaches the job."""

from datetime import datetime

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator, ShortCircuitOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def decide(**context):
    return "weekday" if context["logical_date"].weekday() < 5 else "weekend"


with DAG("python_around", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    prepare = BashOperator(task_id="prepare", bash_command="echo {{ ds }} > /tmp/day")
    go_on = ShortCircuitOperator(task_id="go_on", python_callable=lambda: True)
    branch = BranchPythonOperator(task_id="branch", python_callable=decide)
    with DatabricksWorkflowTaskGroup(group_id="weekday", databricks_conn_id="databricks_default") as weekday:
        load = DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
        report = DatabricksNotebookOperator(task_id="report", notebook_path="/Shared/report", source="WORKSPACE")
        load >> report
    with DatabricksWorkflowTaskGroup(group_id="weekend", databricks_conn_id="databricks_default") as weekend:
        DatabricksNotebookOperator(task_id="compact", notebook_path="/Shared/compact", source="WORKSPACE")
    log = PythonOperator(task_id="log", python_callable=print, op_args=["done"], trigger_rule="none_failed")
    look = PythonOperator(task_id="look", python_callable=print, op_kwargs={"day": "{{ ds }}"})
    prepare >> go_on >> branch >> [weekday, weekend] >> log
    load >> look >> report
