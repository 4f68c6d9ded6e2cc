from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(
    group_id="score",
    extra_job_params={
        "triggers": [{"model": {"condition": "MODEL_VERSION_READY", "securable_name": "main.sales.forecast"}}]
    },
):
    DatabricksTaskOperator(task_id="load", task_config={"notebook_task": {"notebook_path": "/sales/load"}})
