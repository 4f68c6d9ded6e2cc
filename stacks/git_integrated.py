"""Notebooks and Python files from a Git repository, with typed models in place of dicts."""

from constructs import Construct

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowStack
from databricks_workflows.model import (
    Cluster,
    GitSource,
    JobSettings,
    NotebookTask,
    PythonWheelTask,
    SparkPythonTask,
    Task,
)


class GitIntegratedStack(WorkflowStack):
    """The branch is fixed when the job is deployed, so its template becomes a Terraform variable with a default."""

    def __init__(self, scope: Construct, id: str = "git-integrated") -> None:
        super().__init__(scope, id)

        workflow = DatabricksWorkflowTaskGroup(
            self,
            "git_integrated_workflow",
            databricks_conn_id="databricks_dev",
            extra_job_params=JobSettings(
                git_source=GitSource(
                    git_url="https://github.com/company/data-pipelines.git",
                    git_branch='{{ params.git_branch | default("main") }}',
                    git_provider="gitHub",
                ),
            ),
        )
        validate_inputs = DatabricksTaskOperator(
            workflow,
            "validate_input_data",
            task_config=Task(
                notebook_task=NotebookTask(
                    notebook_path="validation/input_validator.py",
                    base_parameters={"validation_date": "{{ ds }}", "strict_mode": "true"},
                ),
                existing_cluster_id="validation-cluster-001",
            ),
        )
        process_data = DatabricksTaskOperator(
            workflow,
            "process_data",
            task_config=Task(
                spark_python_task=SparkPythonTask(
                    python_file="processing/daily_processor.py",
                    source="GIT",
                    parameters=[
                        *("--config", "configs/production.yaml"),
                        *("--date", "{{ ds }}"),
                        *("--parallel-jobs", "4"),
                    ],
                ),
                new_cluster=Cluster(spark_version="12.2.x-scala2.12", node_type_id="i3.2xlarge", num_workers=6),
            ),
        )
        assess_quality = DatabricksTaskOperator(
            workflow,
            "assess_data_quality",
            task_config=Task(
                python_wheel_task=PythonWheelTask(
                    package_name="data_quality_package",
                    entry_point="run_quality_checks",
                    parameters=["--data-path", "/processed/{{ ds }}", "--rules-config", "quality_rules.json"],
                ),
                existing_cluster_id="quality-cluster-001",
            ),
        )
        validate_inputs >> process_data >> assess_quality
