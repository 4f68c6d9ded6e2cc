from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "git_source": {"git_url": "https://github.com/acme/sales", "git_provider": "gitHub", "git_branch": "main"}
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "notebooks/load"}})
