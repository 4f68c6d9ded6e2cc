from databricks_workflows import DAG, DatabricksTaskOperator, DatabricksWorkflowTaskGroup

HOURLY = {"trigger": {"periodic": {"interval": 1, "unit": "HOURS"}}}

with DAG("sales", schedule="0 6 * * *"):
    with DatabricksWorkflowTaskGroup(group_id="orders", extra_job_params=HOURLY):
        DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
