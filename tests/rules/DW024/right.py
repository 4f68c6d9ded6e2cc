from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "spark_python_task": {"python_file": "/Workspace/sales/load.py"},
            "existing_cluster_id": "0101-120000-abcd123",
        },
    )
