from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="sales",
    extra_job_params={"access_control_list": [{"group_name": "analysts", "permission_level": "CAN_RUN"}]},
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
