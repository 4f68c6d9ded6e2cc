"""A task in no group."""

from databricks_workflows import DatabricksNotebookOperator

DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
