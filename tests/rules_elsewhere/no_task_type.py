from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "existing_cluster_id": "0101-120000-abcd123",
            "timeout_seconds": 3600,
        },
    )
