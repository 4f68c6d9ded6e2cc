"""A backup that runs only after a failure, and a notification that always runs."""

from constructs import Construct

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
)


class ErrorHandlingRunIfStack(WorkflowStack):
    """When a task runs is said in Airflow's words (``trigger_rule``) or in Databricks' own (``run_if``)."""

    def __init__(self, scope: Construct, id: str = "error-handling-run-if") -> None:
        super().__init__(scope, id)

        with (
            self,
            DatabricksWorkflowTaskGroup(
                group_id="resilient_run_if_workflow",
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
            backup_processing = DatabricksNotebookOperator(
                task_id="backup_data_processing",
                notebook_path="/backup/alternative_processor",
                notebook_params={"process_date": "{{ ds }}", "fallback_mode": "true"},
                existing_cluster_id="backup-cluster-001",
                trigger_rule="one_failed",
            )
            notify_completion = DatabricksNotebookOperator(
                task_id="notify_completion",
                notebook_path="/notifications/workflow_notifier",
                notebook_params={
                    "workflow_id": "{{ run_id }}",
                    "completion_date": "{{ ds }}",
                    "status": "completed",
                },
                existing_cluster_id="utility-cluster-001",
                run_if="ALL_DONE",
            )
            critical_processing >> backup_processing
            [critical_processing, backup_processing] >> notify_completion
