from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

# copied from the answer of clusters/get
CLUSTER = {
    "spark_version": "15.4.x-scala2.12",
    "node_type_id": "i3.xlarge",
    "num_workers": 4,
    "state": "RUNNING",
}

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={"notebook_task": {"notebook_path": "/sales/load"}, "new_cluster": CLUSTER},
    )
