from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "new_cluster": {
                "spark_version": "15.4.x-scala2.12",
                "node_type_id": "i3.xlarge",
                "num_workers": 4,
                "cluster_log_conf": {
                    "s3": {
                        "destination": "s3://company-logs/sales",
                        "region": "eu-central-1",
                        "enable_encryption": True,
                        "encryption_type": "SSE-S3",
                    }
                },
            },
        },
    )
