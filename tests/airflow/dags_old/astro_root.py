"""astro_databricks: both names from the package's root, job clusters, notebook packages."""

from datetime import datetime

from airflow import DAG
from astro_databricks import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

job_cluster_spec = [
    {
        "job_cluster_key": "astro_databricks",
        "new_cluster": {
            "cluster_name": "",
            "spark_version": "11.3.x-scala2.12",
            "aws_attributes": {"first_on_demand": 1, "availability": "SPOT_WITH_FALLBACK", "zone_id": "us-east-2b"},
            "node_type_id": "i3.xlarge",
            "spark_env_vars": {"PYSPARK_PYTHON": "/databricks/python3/bin/python3"},
            "enable_elastic_disk": False,
            "data_security_mode": "LEGACY_SINGLE_USER_STANDARD",
            "runtime_engine": "STANDARD",
            "num_workers": 8,
        },
    }
]

with DAG(dag_id="astro_root", start_date=datetime(2022, 1, 1), schedule=None, catchup=False, tags=["astro"]) as dag:
    task_group = DatabricksWorkflowTaskGroup(
        group_id="test_workflow",
        databricks_conn_id="databricks_conn",
        job_clusters=job_cluster_spec,
        notebook_params={"ts": "{{ ts }}"},
        notebook_packages=[{"pypi": {"package": "simplejson==3.18.0"}}],
        extra_job_params={"email_notifications": {"on_start": ["team@example.com"]}},
    )
    with task_group:
        notebook_1 = DatabricksNotebookOperator(
            task_id="notebook_1",
            databricks_conn_id="databricks_conn",
            notebook_path="/Shared/Notebook_1",
            notebook_packages=[{"pypi": {"package": "Faker"}}],
            source="WORKSPACE",
            job_cluster_key="astro_databricks",
            execution_timeout=None,
        )
        notebook_2 = DatabricksNotebookOperator(
            task_id="notebook_2",
            databricks_conn_id="databricks_conn",
            notebook_path="/Shared/Notebook_2",
            source="WORKSPACE",
            job_cluster_key="astro_databricks",
            notebook_params={"foo": "bar", "ds": "{{ ds }}"},
        )
        notebook_1 >> notebook_2
