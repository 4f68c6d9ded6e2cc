from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "environments": [
            {"environment_key": "dbt", "spec": {"environment_version": "2", "dependencies": ["dbt-databricks>=1.9"]}}
        ]
    },
):
    DatabricksTaskOperator(
        task_id="models",
        task_config={
            "dbt_task": {
                "commands": ["dbt deps", "run"],
                "project_directory": "/Workspace/dbt/sales",
                "warehouse_id": "8b1d2c3e4f5a6b7c",
            },
            "environment_key": "dbt",
        },
    )
