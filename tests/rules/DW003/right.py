from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    for market in ("north america", "europe"):
        DatabricksNotebookOperator(
            task_id=f"load_{market.replace(' ', '_')}",
            notebook_path="/sales/load_orders",
            notebook_params={"market": market},
        )
