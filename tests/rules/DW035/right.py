from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksNotebookOperator(
        task_id="load",
        notebook_path="/sales/load",
        notebook_params={"market": "{{ params.market | default('europe') }}"},
    )
    DatabricksNotebookOperator(
        task_id="report",
        notebook_path="/sales/report",
        notebook_params={"market": "{{ params.market | default('europe') }}"},
    )
