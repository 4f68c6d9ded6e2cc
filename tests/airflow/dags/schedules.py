"""A DAG for every kind of schedule: crons, presets, timedelta, None, @once, @continuous, timetables."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.timetables.interval import CronDataIntervalTimetable
from airflow.timetables.trigger import CronTriggerTimetable

SCHEDULES = {
    "none": None,
    "once": "@once",
    "continuous": "@continuous",
    "hourly": "@hourly",
    "daily": "@daily",
    "midnight": "@midnight",
    "weekly": "@weekly",
    "monthly": "@monthly",
    "quarterly": "@quarterly",
    "yearly": "@yearly",
    "cron": "5 4 * * *",
    "steps": "*/15 8-18 * * MON-FRI",
    "lists": "0 0,12 1,15 * *",
    "sunday_0": "0 3 * * 0",
    "sunday_7": "0 3 * * 7",
    "both_days": "0 3 1 * 1",
    "second_friday": "0 3 * * 5#2",
    "last_day": "0 3 L * *",
    "names": "0 3 * jan,jul mon",
    "seconds": "0 3 * * * 30",
    "minutes_20": timedelta(minutes=20),
    "hours_36": timedelta(hours=36),
    "days_1": timedelta(days=1),
    "week_1": timedelta(weeks=1),
    "seconds_90": timedelta(seconds=90),
    "trigger": CronTriggerTimetable("0 1 * * 3", timezone="America/New_York"),
    "interval": CronDataIntervalTimetable("0 2 * * *", timezone="UTC"),
}

for name, schedule in SCHEDULES.items():
    with (
        DAG(
            f"schedule_{name}",
            start_date=datetime(2024, 1, 1),
            schedule=schedule,
            catchup=False,
            max_active_runs=1,
        ),
        DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"),
    ):
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
