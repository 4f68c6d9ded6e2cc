from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales", extra_job_params={"run_as": {"service_principal_name": "6b2f1c9e-0d1a-4c57-9a53-0f4a7d2e8b11"}}
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
