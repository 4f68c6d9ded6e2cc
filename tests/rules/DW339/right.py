from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "email_notifications": {"on_failure": ["oncall@example.com"]},
        "notification_settings": {"no_alert_for_skipped_runs": True},
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
