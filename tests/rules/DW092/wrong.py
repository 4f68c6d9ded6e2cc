from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="revenue",
        task_config={
            "notebook_task": {"notebook_path": "/sales/revenue"},
            "libraries": [{"pypi": {"package": "pandas==2.2.3"}, "pypi": {"package": "pyarrow==18.1.0"}}],
        },
        existing_cluster_id="0923-164208-meows279",
    )
