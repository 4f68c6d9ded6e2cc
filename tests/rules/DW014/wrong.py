from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily", notebook_params={"schema": "prod"}):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    DatabricksNotebookOperator(
        task_id="audit",
        notebook_path="/sales/audit",
        notebook_params={"schema": "audit"},
    )
