from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "schedule": {
            "quartz_cron_expression": "0 0 6 * * ?",
            "timezone_id": "UTC",
            "sql_condition": {
                "sql_query_id": "3f1c7a52",
                "warehouse_id": "8b1d2c3e4f5a6b7c",
                "trigger_mode": "QUERY_RETURNS_ROWS",
            },
        }
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
