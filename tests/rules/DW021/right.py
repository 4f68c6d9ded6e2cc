from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[
        {
            "job_cluster_key": "small",
            "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
        }
    ],
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", job_cluster_key="small")
    DatabricksNotebookOperator(
        task_id="report",
        notebook_path="/sales/report",
        job_cluster_key="small",
    )
