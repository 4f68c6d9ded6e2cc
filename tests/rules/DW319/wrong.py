from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "dbt_task": {"commands": ["dbt run"], "project_directory": "/sales/dbt", "catalog": "sales"},
            "existing_cluster_id": "0815-101010-etl",
        },
    )
