from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales", environments=[{"environment_key": "sales", "spec": {"environment_version": "4"}}]
):
    DatabricksTaskOperator(
        task_id="load", task_config={"spark_jar_task": {"main_class_name": "com.acme.Load"}, "environment_key": "sales"}
    )
