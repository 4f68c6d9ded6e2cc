"""A field that is required, left out."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {
                "base_parameters": {"day": "2024-01-01"},
            },
        },
    )
