from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    for number in range(1000):
        DatabricksTaskOperator(
            task_id=f"load_{number}", task_config={"notebook_task": {"notebook_path": "/sales/load"}}
        )
