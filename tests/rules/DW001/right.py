from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(
        task_id="load_orders",
        notebook_path="/sales/load_orders",
        max_retries=3,
    )
