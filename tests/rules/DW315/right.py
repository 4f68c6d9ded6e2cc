from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "python_wheel_task": {"package_name": "sales", "entry_point": "load", "named_parameters": {"mode": "full"}},
            "existing_cluster_id": "0815-101010-etl",
            "libraries": [{"whl": "/Volumes/sales/libs/sales-1.4-py3-none-any.whl"}],
        },
    )
