"""TriggerDagRunOperator: to a DAG of the same file, to one elsewhere, waiting and not."""

from datetime import datetime

from airflow import DAG
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("downstream_reports", start_date=datetime(2024, 1, 1), schedule=None) as reports:
    with DatabricksWorkflowTaskGroup(group_id="reports", databricks_conn_id="databricks_default"):
        DatabricksNotebookOperator(task_id="build", notebook_path="/Shared/reports", source="WORKSPACE")

with DAG("upstream_load", start_date=datetime(2024, 1, 1), schedule="0 1 * * *", catchup=False) as load:
    with DatabricksWorkflowTaskGroup(group_id="load", databricks_conn_id="databricks_default") as work:
        last = DatabricksNotebookOperator(task_id="load", notebook_path="/Shared/load", source="WORKSPACE")
    waiting = TriggerDagRunOperator(
        task_id="waiting",
        trigger_dag_id="downstream_reports",
        conf={"day": "{{ ds }}", "full": False},
        wait_for_completion=True,
        poke_interval=60,
    )
    not_waiting = TriggerDagRunOperator(
        task_id="not_waiting", trigger_dag_id="downstream_reports", trigger_rule="all_done"
    )
    elsewhere = TriggerDagRunOperator(task_id="elsewhere", trigger_dag_id="{{ var.value.next_dag }}")
    work >> waiting
    last >> not_waiting >> elsewhere
