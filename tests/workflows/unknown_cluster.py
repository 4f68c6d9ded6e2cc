"""A misspelt key of a job cluster, in two tasks."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[{"job_cluster_key": "transform_cluster", "new_cluster": {"policy_id": "ETL", "num_workers": 2}}],
    existing_clusters={"reporting": "0101-120000-abcd123"},
) as sales:
    transform = DatabricksTaskOperator(
        task_id="transform_data",
        task_config={
            "notebook_task": {"notebook_path": "/sales/transform"},
            "job_cluster_key": "transform_clutser",
        },
    )
    check = DatabricksTaskOperator(
        task_id="check_data",
        task_config={
            "notebook_task": {"notebook_path": "/sales/check"},
            "job_cluster_key": "transform_clutser",
        },
    )
    report = DatabricksTaskOperator(
        task_id="report",
        task_config={
            "notebook_task": {"notebook_path": "/sales/report"},
            "job_cluster_key": "transform_cluster",
        },
    )
    transform >> check >> report
