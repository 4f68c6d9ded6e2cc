from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DAG("sales"):
    with DatabricksWorkflowTaskGroup(group_id="load", databricks_conn_id="databricks_eu") as load:
        DatabricksNotebookOperator(task_id="orders", notebook_path="/sales/orders")
    with DatabricksWorkflowTaskGroup(group_id="report", databricks_conn_id="databricks_us") as report:
        DatabricksNotebookOperator(task_id="revenue", notebook_path="/sales/revenue")
    load >> report
