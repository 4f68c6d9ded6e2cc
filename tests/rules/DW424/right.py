from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    environments=[
        {"environment_key": "sales", "spec": {"environment_version": "2", "dependencies": ["pandas==2.2.2"]}}
    ],
):
    DatabricksTaskOperator(
        task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}, "environment_key": "sales"}
    )
