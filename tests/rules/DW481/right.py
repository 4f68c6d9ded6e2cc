from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", notebook_params={"run": "{{job.run_id}}"})
