"""Retries and timeouts: the group's defaults, and a task that has its own."""

from constructs import Construct

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowStack


class ErrorHandlingStack(WorkflowStack):
    """Each task waits for the success of the one before; ``error_handling_run_if.py`` runs the backup on failure."""

    def __init__(self, scope: Construct, id: str = "error-handling") -> None:
        super().__init__(scope, id)

        with (
            self,
            DatabricksWorkflowTaskGroup(
                group_id="resilient_workflow",
                databricks_conn_id="databricks_production",
                default_task_retries=2,
                default_task_timeout_seconds=7200,
            ),
        ):
            critical_processing = DatabricksTaskOperator(
                task_id="critical_data_processing",
                task_config={
                    "spark_python_task": {
                        "python_file": "dbfs:/critical/data_processor.py",
                        "parameters": ["--date", "{{ ds }}", "--retry-mode", "true"],
                    },
                },
                cluster_spec={
                    "spark_version": "12.2.x-scala2.12",
                    "node_type_id": "i3.xlarge",
                    "num_workers": 4,
                },
                retries=3,
                timeout_seconds=3600,
            )
            backup_processing = DatabricksTaskOperator(
                task_id="backup_data_processing",
                task_config={
                    "notebook_task": {
                        "notebook_path": "/backup/alternative_processor",
                        "base_parameters": {"process_date": "{{ ds }}", "fallback_mode": "true"},
                    },
                },
                existing_cluster_id="backup-cluster-001",
            )
            notify_completion = DatabricksTaskOperator(
                task_id="notify_completion",
                task_config={
                    "notebook_task": {
                        "notebook_path": "/notifications/workflow_notifier",
                        "base_parameters": {
                            "workflow_id": "{{ run_id }}",
                            "completion_date": "{{ ds }}",
                            "status": "completed",
                        },
                    },
                },
                existing_cluster_id="utility-cluster-001",
            )
            critical_processing >> backup_processing >> notify_completion
