from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "condition_task": {"left": "{{job.trigger.type}}", "op": "EQUAL_TO", "right": "periodic"},
            "existing_cluster_id": "0815-101010-etl",
        },
    )
