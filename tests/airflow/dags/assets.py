"""Schedules by assets (one, both, either, with a time) and outlets of members."""

from datetime import datetime

from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import DAG, Asset
from airflow.timetables.assets import AssetOrTimeSchedule
from airflow.timetables.trigger import CronTriggerTimetable

orders = Asset("s3://lake/orders")
customers = Asset(name="customers", uri="s3://lake/customers")

SCHEDULES = {
    "one": orders,
    "both": [orders, customers],
    "all": orders & customers,
    "either": orders | customers,
    "or_time": AssetOrTimeSchedule(timetable=CronTriggerTimetable("0 1 * * *", timezone="UTC"), assets=[orders]),
}

for name, schedule in SCHEDULES.items():
    with DAG(f"asset_{name}", start_date=datetime(2024, 1, 1), schedule=schedule, catchup=False):
        with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
            DatabricksNotebookOperator(
                task_id="work", notebook_path="/Shared/work", source="WORKSPACE", outlets=[Asset(f"s3://lake/{name}")]
            )
