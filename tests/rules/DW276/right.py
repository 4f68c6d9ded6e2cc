from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales", extra_job_params={"run_as": {"user_name": "jane.doe@example.com"}}):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
