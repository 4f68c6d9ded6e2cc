from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    extra_job_params={"max_concurrent_runs": 5},
):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load", "source": "WORKSPACE"},
            "max_retries": 3,
        },
    )
