"""A misspelt field of a task."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {
                "notebok_path": "/sales/load",
            },
        },
    )
