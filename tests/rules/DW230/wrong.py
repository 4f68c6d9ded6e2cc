from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="forecast"):
    DatabricksTaskOperator(
        task_id="train",
        task_config={"notebook_task": {"notebook_path": "/forecast/train"}, "compute": {"hardware_accelerator": "A10"}},
    )
