from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup

with DatabricksWorkflowTaskGroup(group_id="sales"):
    DatabricksTaskOperator(
        task_id="load",
        task_config={"gen_ai_compute_task": {"dl_runtime_image": "train:1", "training_script_path": "/sales/train.py"}},
    )
