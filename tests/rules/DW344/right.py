from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksNotebookOperator(
        task_id="load",
        notebook_path="/sales/load",
        notebook_packages=[{"pypi": {"package": "pandas==2.2.3"}}],
        existing_cluster_id="0923-164208-meows279",
    )
