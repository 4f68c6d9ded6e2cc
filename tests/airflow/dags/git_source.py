"""git_source in extra_job_params, sources of every kind, a branch from a template."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("from_git", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="main",
        databricks_conn_id="databricks_default",
        extra_job_params={
            "git_source": {
                "git_url": "https://git.example.com/data/jobs.git",
                "git_provider": "gitLab",
                "git_branch": "main",
            }
        },
    ):
        relative = DatabricksNotebookOperator(task_id="relative", notebook_path="notebooks/load", source="GIT")
        unset = DatabricksNotebookOperator(task_id="unset", notebook_path="notebooks/clean", source=None)
        config = DatabricksTaskOperator(
            task_id="config",
            task_config={"spark_python_task": {"python_file": "jobs/main.py", "source": "GIT"}},
            existing_cluster_id="0301-101010-abcd1234",
        )
        dbt = DatabricksTaskOperator(
            task_id="dbt",
            task_config={
                "dbt_task": {"commands": ["dbt deps", "dbt run"], "project_directory": "dbt", "warehouse_id": "abc"}
            },
        )
        relative >> unset >> config >> dbt
    with DatabricksWorkflowTaskGroup(
        group_id="branch",
        databricks_conn_id="databricks_default",
        extra_job_params={
            "git_source": {
                "git_url": "https://git.example.com/data/jobs.git",
                "git_provider": "gitHubEnterprise",
                "git_branch": "{{ var.value.get('branch', 'main') }}",
            }
        },
    ):
        DatabricksNotebookOperator(task_id="work", notebook_path="notebooks/work", source="GIT")
