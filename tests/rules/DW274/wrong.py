from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "existing_cluster_id": "0923-164208-meows279",
            "spark_python_task": {"python_file": "/sales/load.py", "parameters": ["--suffix", ""]},
        },
    )
