from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "spark_jar_task": {"main_class_name": "com.acme.Load"},
            "new_cluster": {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
            "libraries": [{"jar": "/Volumes/sales/libs/load.jar"}],
        },
    )
