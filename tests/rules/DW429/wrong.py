from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    job_clusters=[
        {
            "job_cluster_key": "main",
            "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
        },
        {
            "job_cluster_key": "main",
            "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.4xlarge", "num_workers": 8},
        },
    ],
):
    load = DatabricksNotebookOperator(task_id="load", notebook_path="/sales/load", job_cluster_key="main")
    train = DatabricksNotebookOperator(task_id="train", notebook_path="/sales/train", job_cluster_key="main")
    load >> train
