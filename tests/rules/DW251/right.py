from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="forecast"):
    DatabricksTaskOperator(
        task_id="train",
        task_config={
            "ai_runtime_task": {
                "experiment": "/Shared/forecast",
                "deployments": [
                    {
                        "command_path": "/Workspace/forecast/train.sh",
                        "compute": {"accelerator_type": "GPU_1xA10", "accelerator_count": 1},
                    }
                ],
            }
        },
    )
