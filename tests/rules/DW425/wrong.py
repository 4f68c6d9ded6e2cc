from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "spark_submit_task": {"parameters": ["--class", "com.acme.Load", "/Volumes/sales/libs/load.jar"]},
            "existing_cluster_id": "0815-101010-etl",
        },
    )
