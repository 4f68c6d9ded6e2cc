from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "schedule": {"quartz_cron_expression": "0 30 6 * * ?", "timezone_id": "Europe/Berlin"},
        "trigger": {"file_arrival": {"url": "/Volumes/sales/raw/in/"}},
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
