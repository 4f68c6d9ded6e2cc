from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="load_eu", extra_job_params={"name": "sales load"}):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/eu/load")

with DatabricksWorkflowTaskGroup(group_id="load_us", extra_job_params={"name": "sales load"}):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/us/load")
