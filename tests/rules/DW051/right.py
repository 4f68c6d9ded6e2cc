from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

FOLDER = "/sales"

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="load", notebook_path=f"{FOLDER}/load")
