from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "existing_cluster_id": "0923-164208-meows279",
            "libraries": [{"whl": "/Volumes/main/sales/lib/orders-1.0-py3-none-any.whl"}],
        },
    )
