from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "ai_runtime_task": {
                "experiment": "sales",
                "deployments": [
                    {
                        "command_path": "/Workspace/sales/train.sh",
                        "compute": {"accelerator_type": "GPU_1xA10", "accelerator_count": 1},
                    }
                ],
            }
        },
    )
