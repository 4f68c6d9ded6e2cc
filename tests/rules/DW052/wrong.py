from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_load", databricks_conn_id="databricks-eu"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")

with DatabricksWorkflowTaskGroup(group_id="sales_report", databricks_conn_id="databricks_eu"):
    DatabricksNotebookOperator(task_id="report", notebook_path="/sales/report")
