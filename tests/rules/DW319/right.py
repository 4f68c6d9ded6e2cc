from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "dbt_task": {
                "commands": ["dbt run"],
                "project_directory": "/sales/dbt",
                "catalog": "sales",
                "warehouse_id": "a1b2c3d4e5f60718",
            },
            "existing_cluster_id": "0815-101010-etl",
        },
    )
