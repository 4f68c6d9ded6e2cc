from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="report", task_config={"sql_task": {"warehouse_id": "", "query": {"query_id": "3f1c7a52"}}}
    )
