"""Where the timezone comes from: pendulum, zoneinfo, default_args, none; start dates from now()."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.utils import timezone

local = pendulum.timezone("Asia/Tokyo")

ARGUMENTS = {
    "pendulum": {"start_date": pendulum.datetime(2024, 1, 1, tz="Europe/Paris")},
    "pendulum_timezone": {"start_date": datetime(2024, 1, 1, tzinfo=local)},
    "zoneinfo": {"start_date": datetime(2024, 1, 1, tzinfo=ZoneInfo("America/Sao_Paulo"))},
    "naive": {"start_date": datetime(2024, 1, 1)},
    "utils": {"start_date": timezone.datetime(2024, 1, 1)},
    "offset": {"start_date": pendulum.parse("2024-01-01T00:00:00+02:00")},
    "default_args": {"default_args": {"start_date": pendulum.datetime(2024, 1, 1, tz="Australia/Sydney")}},
    "text": {"default_args": {"start_date": "2024-01-01"}},
    "moving": {"start_date": datetime.now() - timedelta(days=1)},
    "today": {"start_date": pendulum.today("UTC").add(days=-2)},
    "ends": {"start_date": datetime(2024, 1, 1), "end_date": datetime(2024, 12, 31)},
    "missing": {},
}

for name, arguments in ARGUMENTS.items():
    with DAG(f"timezone_{name}", schedule="30 6 * * *", catchup=False, **arguments):
        with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default"):
            DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
