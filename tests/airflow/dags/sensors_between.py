"""Sensors of Airflow before a group and between groups."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.providers.standard.sensors.time_delta import TimeDeltaSensor
from airflow.sensors.external_task import ExternalTaskSensor
from airflow.sensors.filesystem import FileSensor
from airflow.sensors.python import PythonSensor

with DAG("waits", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    upstream_dag = ExternalTaskSensor(
        task_id="upstream_dag", external_dag_id="orders_daily", external_task_id="orders.gold", mode="reschedule"
    )
    landed = FileSensor(task_id="landed", filepath="/mnt/in/{{ ds }}/_SUCCESS", poke_interval=300, timeout=6 * 3600)
    with DatabricksWorkflowTaskGroup(group_id="load", databricks_conn_id="databricks_default") as load:
        DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
    settled = TimeDeltaSensor(task_id="settled", delta=timedelta(minutes=30))
    ready = PythonSensor(task_id="ready", python_callable=lambda: True)
    with DatabricksWorkflowTaskGroup(group_id="publish", databricks_conn_id="databricks_default") as publish:
        DatabricksNotebookOperator(task_id="publish", notebook_path="/Shared/publish", source="WORKSPACE")
    [upstream_dag, landed] >> load >> [settled, ready] >> publish
