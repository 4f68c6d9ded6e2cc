"""A task id with a blank."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="load data", notebook_path="/sales/load")
