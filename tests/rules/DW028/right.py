from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkspaceFile

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="clean",
        task_config={
            "sql_task": {
                "file": {"path": WorkspaceFile.from_text("sql/clean.sql", "DELETE FROM raw.orders WHERE id IS NULL")},
                "warehouse_id": "abcdef1234567890",
            }
        },
    )
