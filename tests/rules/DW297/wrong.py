from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="publish",
        task_config={"run_job_task": {"job_id": 123456789, "python_params": ["--region", "Österreich"]}},
    )
