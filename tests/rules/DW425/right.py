from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "spark_jar_task": {"main_class_name": "com.acme.Load"},
            "existing_cluster_id": "0815-101010-etl",
            "libraries": [{"jar": "/Volumes/sales/libs/load.jar"}],
        },
    )
