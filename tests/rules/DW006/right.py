from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="extract", notebook_path="/sales/extract")
    DatabricksNotebookOperator(
        task_id="load",
        notebook_path="/sales/load",
        depends_on=["extract"],
    )
