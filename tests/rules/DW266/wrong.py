from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="refresh",
        task_config={
            "pipeline_task": {
                "pipeline_id": "b2f5d0c4-6f0e-4a7e-9d0c-2f1b6c7a8e9d",
                "parameters": {"orders": "4711," * 3000},
            }
        },
    )
