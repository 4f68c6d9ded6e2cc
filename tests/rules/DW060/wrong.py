from databricks_workflows import DatabricksNotebookOperator, DatabricksSensor, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily") as sales:
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")

sales >> DatabricksSensor(task_id="sales_done", timeout=3600)
