"""One task id twice."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load_again")
