from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

TABLES = []  # filled from sales_tables.yml by and by

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    for table in TABLES:
        DatabricksNotebookOperator(task_id=f"load_{table}", notebook_path=f"/sales/load_{table}")
