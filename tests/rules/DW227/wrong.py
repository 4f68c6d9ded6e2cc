from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={"deployment": {"kind": "bundle", "metadata_file_path": "/Workspace/deploy/sales/metadata.json"}},
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
