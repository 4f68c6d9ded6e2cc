from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "new_cluster": {
                "spark_version": "15.4.x-scala2.12",
                "num_workers": 4,
                "node_type_id": "n2-standard-4",
                "gcp_attributes": {"availability": "SPOT"},
            },
        },
    )
