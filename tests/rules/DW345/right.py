from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="revenue",
        task_config={
            "sql_task": {
                "warehouse_id": "8b1d2c3e4f5a6b7c",
                "query": {"query_id": "12345678-1234-1234-1234-123456789012"},
            },
        },
    )
