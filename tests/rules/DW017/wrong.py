from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="load") as load:
    DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders")

with DatabricksWorkflowTaskGroup(group_id="report") as report:
    DatabricksNotebookOperator(task_id="revenue", notebook_path="/sales/revenue")

load >> report
