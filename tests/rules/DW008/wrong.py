from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    extract = DatabricksTaskOperator(
        task_id="extract", task_config={"notebook_task": {"notebook_path": "/sales/extract"}}
    )
    clean = DatabricksTaskOperator(task_id="clean", task_config={"notebook_task": {"notebook_path": "/sales/clean"}})
    report = DatabricksTaskOperator(
        task_id="report",
        task_config={
            "notebook_task": {"notebook_path": "/sales/report"},
            "depends_on": [{"task_key": "extract"}],
        },
    )
    clean >> report
