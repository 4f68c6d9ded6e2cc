from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[
        {
            "job_cluster_key": "small",
            "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
        }
    ],
):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "existing_cluster_id": "0101-120000-abcd123",
            "job_cluster_key": "small",
        },
    )
