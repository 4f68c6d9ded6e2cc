from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    max_concurrent_runs=3,
    extra_job_params={"max_concurrent_runs": 5},
):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load", "source": "WORKSPACE"},
            "max_retries": 2,
        },
        retries=3,
    )
