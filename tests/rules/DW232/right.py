from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="publish",
        task_config={
            "power_bi_task": {
                "connection_resource_name": "power_bi",
                "warehouse_id": "8b1d2c3e4f5a6b7c",
                "tables": [{"catalog": "main", "schema": "sales", "name": "orders"}],
                "power_bi_model": {"workspace_name": "Sales", "model_name": "orders", "authentication_method": "PAT"},
            }
        },
    )
