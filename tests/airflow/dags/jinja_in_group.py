"""Templates in the arguments of the group, which Airflow does render (not in the recording)."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("jinja_group", start_date=datetime(2024, 1, 1), schedule="@daily", params={"workers": 2}) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="{{ var.value.conn }}",
        max_concurrent_runs="{{ params.workers }}",
        notebook_params={"day": "{{ ds }}", "run": "{{ run_id }}", "env": "{{ var.value.environment }}"},
        notebook_packages=[{"pypi": {"package": "company=={{ var.value.version }}"}}],
        jar_params=["{{ ds }}"],
        job_clusters=[
            {
                "job_cluster_key": "main",
                "new_cluster": {
                    "spark_version": "{{ var.value.spark_version }}",
                    "node_type_id": "i3.xlarge",
                    "num_workers": "{{ params.workers }}",
                    "spark_conf": {"spark.day": "{{ ds }}"},
                },
            }
        ],
        extra_job_params={
            "tags": {"env": "{{ var.value.environment }}"},
            "email_notifications": {"on_failure": ["{{ var.value.oncall }}"]},
            "parameters": [{"name": "day", "default": "{{ data_interval_end | ds }}"}],
        },
    ):
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path="/Shared/work",
            source="WORKSPACE",
            job_cluster_key="main",
            notebook_params={"day": "{{ macros.ds_add(ds, -7) }}", "own": "{{ ts }}"},
        )
