from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    count = DatabricksNotebookOperator(task_id="count", notebook_path="/sales/count")
    report = DatabricksNotebookOperator(
        task_id="report",
        notebook_path="/sales/report",
        notebook_params={"rows": "{{tasks.count.values.rows}}"},
    )
