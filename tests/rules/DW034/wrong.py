from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    extra_job_params={"parameters": [{"name": "market", "default": "europe"}]},
):
    DatabricksNotebookOperator(
        task_id="load",
        notebook_path="/sales/load",
        notebook_params={"market": "{{job.parameters.markt}}"},
    )
