from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={"webhook_notifications": {"on_failure": [{"id": "chat"}, {"id": "ops"}, {"id": "pager"}]}},
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
