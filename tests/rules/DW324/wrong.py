from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(task_id="load", task_config={"dbt_platform_task": {"connection_resource_name": "dbt"}})
