"""DatabricksCreateJobsOperator: json, named arguments, every one of them, and a run of the job after it."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksCreateJobsOperator, DatabricksRunNowOperator

job = {
    "tasks": [
        {
            "task_key": "first",
            "job_cluster_key": "main",
            "notebook_task": {"notebook_path": "/Shared/first", "source": "WORKSPACE"},
        },
        {
            "task_key": "second",
            "depends_on": [{"task_key": "first"}],
            "job_cluster_key": "main",
            "spark_jar_task": {"main_class_name": "com.example.Main"},
            "libraries": [{"jar": "dbfs:/lib/etl.jar"}],
        },
    ],
    "job_clusters": [
        {"job_cluster_key": "main", "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": 2}}
    ],
}

with DAG("create_jobs", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    by_json = DatabricksCreateJobsOperator(task_id="by_json", json={"name": "by json", **job})
    by_name = DatabricksCreateJobsOperator(
        task_id="by_name",
        json={"name": "loses", "parameters": [{"name": "day", "default": "today"}]},
        name="by name",
        description="All of it",
        tags={"team": "data"},
        tasks=job["tasks"],
        job_clusters=job["job_clusters"],
        environments=[{"environment_key": "e", "spec": {"client": "2"}}],
        email_notifications={"on_failure": ["a@example.com"]},
        webhook_notifications={"on_failure": [{"id": "b"}, {"id": "a"}]},
        notification_settings={"no_alert_for_skipped_runs": True},
        timeout_seconds=3600,
        schedule={"quartz_cron_expression": "0 0 5 * * ?", "timezone_id": "UTC"},
        max_concurrent_runs=2,
        git_source={"git_url": "https://git.example.com/x.git", "git_provider": "gitHub", "git_tag": "v1"},
        access_control_list=[{"group_name": "data", "permission_level": "CAN_VIEW"}],
        performance_target="STANDARD",
    )
    triggered = DatabricksCreateJobsOperator(
        task_id="triggered", name="triggered", tasks=job["tasks"], trigger={"periodic": {"interval": 1, "unit": "DAYS"}}
    )
    nameless = DatabricksCreateJobsOperator(task_id="nameless", tasks=job["tasks"])
    run = DatabricksRunNowOperator(task_id="run", job_id=by_json.output)
    by_json >> [by_name, triggered, nameless]
