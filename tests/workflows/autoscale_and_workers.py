"""Only a warning: a cluster that grows by itself and has a fixed size."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[
        {
            "job_cluster_key": "wide",
            "new_cluster": {
                "spark_version": "15.4.x-scala2.12",
                "num_workers": 8,
                "autoscale": {"min_workers": 2, "max_workers": 10},
                "node_type_id": "i3.xlarge",
            },
        }
    ],
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", job_cluster_key="wide")
