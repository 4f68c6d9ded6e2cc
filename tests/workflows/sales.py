"""Right: extract, clean and load the day's sales."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksTaskOperator, DatabricksWorkflowTaskGroup

SMALL = {
    "spark_version": "15.4.x-scala2.12",
    "node_type_id": "i3.xlarge",
    "num_workers": 2,
}

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[{"job_cluster_key": "small", "new_cluster": SMALL}],
    default_task_retries=2,
    access_control_list=[{"group_name": "analysts", "permission_level": "CAN_VIEW"}],
):
    extract = DatabricksNotebookOperator(
        task_id="extract",
        notebook_path="/sales/extract",
        notebook_params={"day": "{{ ds }}", "pattern": "${day}/*.csv"},
        job_cluster_key="small",
    )
    clean = DatabricksTaskOperator(
        task_id="clean",
        task_config={
            "spark_python_task": {"python_file": "/Workspace/sales/clean.py", "parameters": ["--day", "{{ ds }}"]},
            "job_cluster_key": "small",
        },
    )
    load = DatabricksTaskOperator(
        task_id="load",
        task_config={"sql_task": {"query": {"query_id": "load-sales"}, "warehouse_id": "main-warehouse"}},
        timeout_seconds=600,
    )
    extract >> clean >> load
