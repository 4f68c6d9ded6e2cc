from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, TaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    with TaskGroup(group_id="europe"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/sales/europe/load")
        DatabricksNotebookOperator(
            task_id="report",
            notebook_path="/sales/europe/report",
            depends_on=["europe.load"],
        )
