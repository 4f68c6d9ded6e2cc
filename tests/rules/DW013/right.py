from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    extra_job_params={
        "timeout_seconds": 7200,
    },
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report")
