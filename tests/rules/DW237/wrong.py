from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "max_retries": 2,
            "min_retry_interval_millis": -60000,
            "notebook_task": {"notebook_path": "/sales/load"},
        },
    )
