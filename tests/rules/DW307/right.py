from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={"sql_task": {"warehouse_id": "a1b2c3d4e5f60718", "file": {"path": "/sales/revenue.sql"}}},
    )
