from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="report",
        task_config={"sql_task": {"warehouse_id": "8b1d2c3e4f5a6b7c", "query": {"query_id": "3f1c7a52"}}},
    )
