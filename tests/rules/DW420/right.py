from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    is_nightly = DatabricksTaskOperator(
        task_id="is_nightly",
        task_config={"condition_task": {"left": "{{job.trigger.type}}", "op": "EQUAL_TO", "right": "periodic"}},
    )
    load = DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
    is_nightly.outcome(True) >> load
