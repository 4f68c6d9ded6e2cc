from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    load = DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    report = DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report")
