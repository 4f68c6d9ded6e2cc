from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    extra_job_params={
        "timeout_seconds": 7200,
        "tasks": [{"task_key": "report", "notebook_task": {"notebook_path": "/sales/report"}}],
    },
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
