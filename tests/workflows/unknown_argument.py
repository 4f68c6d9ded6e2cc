"""A misspelt argument."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily", default_args={"retires": 3}):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
