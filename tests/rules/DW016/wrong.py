from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    orders = DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders")
    refunds = DatabricksNotebookOperator(task_id="refunds", notebook_path="/sales/refunds")
    report = DatabricksNotebookOperator(
        task_id="report",
        notebook_path="/sales/report",
        trigger_rule="one_done",
    )
    [orders, refunds] >> report
