"""A task with a cluster of its own and a job cluster."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[{"job_cluster_key": "small", "new_cluster": {"policy_id": "ETL", "num_workers": 1}}],
):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "job_cluster_key": "small",
            "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 4},
        },
    )
