from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="clicks"):
    DatabricksTaskOperator(
        task_id="stream", task_config={"max_retries": -2, "notebook_task": {"notebook_path": "/clicks/stream"}}
    )
