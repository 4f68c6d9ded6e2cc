from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales", job_clusters=[{"job_cluster_key": "small"}]):
    DatabricksTaskOperator(
        task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}, "job_cluster_key": "small"}
    )
