from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "dashboard_task": {
                "dashboard_id": "revenue",
                "subscription": {"subscribers": [{"user_name": "cfo@example.com"}]},
            }
        },
    )
