from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[
        {
            "job_cluster_key": "wide",
            "new_cluster": {
                "spark_version": "15.4.x-scala2.12",
                "node_type_id": "i3.xlarge",
                "autoscale": {"min_workers": 2, "max_workers": 10},
            },
        }
    ],
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", job_cluster_key="wide")
