from datetime import timedelta

from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DAG("sales", schedule=timedelta(minutes=20)):
    with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
        DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load")
