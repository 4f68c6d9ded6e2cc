from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    notebook_packages=[{"pypi": {"package": "great-expectations==1.3"}}],
):
    DatabricksNotebookOperator(
        task_id="check_orders", notebook_path="/sales/check_orders", existing_cluster_id="0101-120000-abcd123"
    )
