from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    job_clusters=[
        {
            "job_cluster_key": "small",
            "new_cluster": {"spark_version": "16.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 2},
        }
    ],
):
    DatabricksTaskOperator(
        task_id="orders", task_config={"notebook_task": {"notebook_path": "/sales/orders"}, "job_cluster_key": "small"}
    )
    DatabricksTaskOperator(
        task_id="customers",
        task_config={"notebook_task": {"notebook_path": "/sales/customers"}, "job_cluster_key": "small"},
    )
    DatabricksTaskOperator(
        task_id="invoices",
        task_config={"notebook_task": {"notebook_path": "/sales/invoices"}, "job_cluster_key": "small"},
    )
