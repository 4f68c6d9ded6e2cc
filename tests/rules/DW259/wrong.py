from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="alert",
        task_config={
            "alert_task": {
                "alert_id": "3f1c7a52",
                "warehouse_id": "8b1d2c3e4f5a6b7c",
                "subscribers": [{"user_name": f"analyst{number}@example.com"} for number in range(101)],
            }
        },
    )
