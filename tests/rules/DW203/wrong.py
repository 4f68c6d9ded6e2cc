from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="is_nightly",
        task_config={"condition_task": {"left": "{{job.trigger.type}}", "op": "==", "right": "PERIODIC"}},
    )
