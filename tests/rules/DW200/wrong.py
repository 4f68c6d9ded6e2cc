from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
    extract = DatabricksTaskOperator(
        task_id="extract", task_config={"notebook_task": {"notebook_path": "/etl/extract"}}
    )
    clean_up = DatabricksTaskOperator(
        task_id="clean_up",
        task_config={"run_if": "ALL_DOEN", "notebook_task": {"notebook_path": "/etl/clean_up"}},
    )
    extract >> clean_up
