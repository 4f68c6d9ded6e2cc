"""Right: the warning of a cluster that grows by itself is not wanted here."""

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales_daily",
    job_clusters=[
        {
            "job_cluster_key": "wide",
            "new_cluster": {"policy_id": "ETL", "num_workers": 8, "autoscale": {"min_workers": 2, "max_workers": 10}},
        }
    ],
    suppress=["DW022"],
):
    DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", job_cluster_key="wide")
