from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "existing_cluster_id": "0815-101010-etl",
            "libraries": [
                {"pypi": {"package": "pandas==2.2.2"}},
                {"whl": "/Volumes/sales/libs/sales-1.4-py3-none-any.whl"},
            ],
        },
    )
