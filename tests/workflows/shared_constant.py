"""A misspelt field in a cluster that two tasks share."""

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

CLUSTER = {
    "spark_version": "15.4.x-scala2.12",
    "num_worker": 4,
}

with DatabricksWorkflowTaskGroup(group_id="sales_daily"):
    for name in ("extract", "load"):
        DatabricksTaskOperator(
            task_id=name,
            task_config={"notebook_task": {"notebook_path": f"/sales/{name}"}, "new_cluster": CLUSTER},
        )
