"""Right: one job a region, written in a loop."""

from databricks_workflows import DAG, DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

with DAG("regions", default_args={"retries": 1}):
    for region in ("north", "south"):
        with DatabricksWorkflowTaskGroup(group_id=region):
            DatabricksNotebookOperator(
                task_id="refresh",
                notebook_path="/regions/refresh",
                notebook_params={"region": region},
            )
