from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup


def sales_daily(market):
    with DatabricksWorkflowTaskGroup(group_id=f"sales_{market}"):
        DatabricksNotebookOperator(task_id="load", notebook_path=f"/sales/{market}/load")


sales_daily("europe")
