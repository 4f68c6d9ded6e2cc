from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "alert_task": {"warehouse_id": "a1b2c3d4e5f60718", "workspace_path": "/Workspace/sales/late_orders"}
        },
    )
