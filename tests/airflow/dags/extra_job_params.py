"""extra_job_params is merged deeply: dicts key by key, everything else replaced."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def job(group_id, max_concurrent_runs=1, **extra):
    with DatabricksWorkflowTaskGroup(
        group_id=group_id,
        databricks_conn_id="databricks_default",
        max_concurrent_runs=max_concurrent_runs,
        extra_job_params=extra,
    ):
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")


with DAG("extra", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    job("mail", email_notifications={"on_start": ["a@example.com"], "on_failure": ["b@example.com", "a@example.com"]})
    job("mail_flag", email_notifications={"no_alert_for_skipped_runs": True})
    job("named", name="A name of its own")
    job("tags", tags={"team": "data", "cost-center": "42"}, description="Tagged")
    job(
        "schedule",
        schedule={"quartz_cron_expression": "0 0 5 * * ?", "timezone_id": "Europe/Berlin", "pause_status": "PAUSED"},
    )
    job("runs", max_concurrent_runs=2, timeout_seconds=60)
    job("webhooks", webhook_notifications={"on_failure": [{"id": "9b1e"}, {"id": "03dd"}]})
    job("queue", queue={"enabled": False}, continuous=None, run_as={"service_principal_name": "0a1b"})
    job("parameters", parameters=[{"name": "run_date", "default": "{{job.start_time.iso_date}}"}])
    job("nulls", timeout_seconds=None, email_notifications=None, tags=None)
    job("format", format="SINGLE_TASK", timeout_seconds=0)
    job("unknown", libraries=[{"pypi": {"package": "x"}}], no_such_key={"a": 1})
    job("trigger", trigger={"file_arrival": {"url": "s3://bucket/in/"}, "pause_status": "UNPAUSED"})
    with DatabricksWorkflowTaskGroup(
        group_id="concurrent",
        databricks_conn_id="databricks_default",
        max_concurrent_runs=2,
        extra_job_params={"max_concurrent_runs": 7},
    ):
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
