from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load", task_config={"run_job_task": {"job_id": 1234, "job_parameters": {"mode": "full"}}}
    )
