from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={
        "triggers": [{"file_arrival": {"url": "/Volumes/sales/raw/in/"}}, {"periodic": {"interval": 1, "unit": "DAYS"}}]
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
