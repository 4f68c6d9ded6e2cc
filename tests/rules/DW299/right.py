from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="revenue",
        task_config={"notebook_task": {"notebook_path": "/sales/revenue"}},
        existing_cluster_id="0923-164208-meows279",
    )
