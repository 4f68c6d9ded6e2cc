from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    orders = DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load_orders")
    refunds = DatabricksNotebookOperator(task_id="load_refunds", notebook_path="/sales/load_refunds")
    orders >> refunds
