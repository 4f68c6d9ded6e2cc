from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales", extra_job_params={"parameters": [{"name": "run day", "default": "2026-01-31"}]}
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
