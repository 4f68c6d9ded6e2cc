from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily", databricks_conn_id="databricks_prod"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    DatabricksNotebookOperator(
        task_id="report",
        notebook_path="/sales/report",
        databricks_conn_id="databricks_reporting",
    )
