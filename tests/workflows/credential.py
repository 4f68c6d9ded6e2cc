"""A token in a cluster's settings."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

TOKEN = "dapi" + 16 * "0f"

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={
            "notebook_task": {"notebook_path": "/sales/load"},
            "new_cluster": {
                "spark_version": "15.4.x-scala2.12",
                "num_workers": 4,
                "spark_conf": {"spark.sales.key": TOKEN},
                "node_type_id": "i3.xlarge",
            },
        },
    )
