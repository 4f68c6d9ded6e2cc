from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DAG("sales", schedule="*/20 * * * *"):
    with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
