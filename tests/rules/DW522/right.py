from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "python_wheel_task": {"package_name": "sales", "entry_point": "load"},
            "new_cluster": {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
            "libraries": [{"whl": "/Volumes/sales/libs/sales-1.4-py3-none-any.whl"}],
        },
    )
