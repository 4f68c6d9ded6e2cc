from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkspaceFile

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="clean",
        task_config={
            "sql_task": {
                "file": {"path": WorkspaceFile.from_file("sql/clean.sql")},
                "warehouse_id": "abcdef1234567890",
            }
        },
    )
