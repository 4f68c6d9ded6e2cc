from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales-daily"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")

with DatabricksWorkflowTaskGroup(group_id="sales.daily"):
    DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report")
