from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales", extra_job_params={"description": "Loads the orders of a day. " * 2000}
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
