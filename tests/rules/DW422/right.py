from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    environments=[
        {"environment_key": "sales", "spec": {"environment_version": "2"}},
        {"environment_key": "report", "spec": {"environment_version": "2"}},
    ],
):
    DatabricksTaskOperator(
        task_id="load",
        task_config={"spark_python_task": {"python_file": "/Workspace/sales/load.py"}, "environment_key": "sales"},
    )
    DatabricksTaskOperator(
        task_id="report",
        task_config={"spark_python_task": {"python_file": "/Workspace/sales/load.py"}, "environment_key": "report"},
    )
