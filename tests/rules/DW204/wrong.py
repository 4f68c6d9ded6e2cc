from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="is_full_load",
        task_config={"condition_task": {"left": "{{job.trigger.type}}", "op": "EQUAL_TO", "right": "PERIODIC"}},
    )
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "depends_on": [{"task_key": "is_full_load", "outcome": "success"}],
            "notebook_task": {"notebook_path": "/sales/load"},
        },
    )
