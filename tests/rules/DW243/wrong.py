from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="tables",
        task_config={
            "for_each_task": {
                "inputs": '["orders", "returns"]',
                "concurrency": 0,
                "task": {
                    "task_key": "load",
                    "notebook_task": {"notebook_path": "/sales/load", "base_parameters": {"table": "{{input}}"}},
                },
            }
        },
    )
