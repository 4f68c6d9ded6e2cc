from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    extract = DatabricksNotebookOperator(task_id="extract", notebook_path="/sales/extract")
    clean = DatabricksNotebookOperator(task_id="clean", notebook_path="/sales/clean")
    load = DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    extract >> clean >> load
