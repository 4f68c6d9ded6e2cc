"""A larger one, as teams have it: ingest, transform, quality, publish, with mails, a sensor and a trigger."""

from datetime import timedelta

import pendulum
from airflow.models import Variable
from airflow.operators.empty import EmptyOperator
from airflow.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.sdk import DAG, TaskGroup
from airflow.sensors.filesystem import FileSensor

ENVIRONMENT = Variable.get("environment", default_var="dev")
SOURCES = {"shop": ["orders", "items", "returns"], "crm": ["accounts", "contacts"], "web": ["sessions"]}


def cluster(key, workers, **changes):
    return {
        "job_cluster_key": key,
        "new_cluster": {
            "spark_version": "15.4.x-scala2.12",
            "node_type_id": "r5d.large",
            "autoscale": {"min_workers": 1, "max_workers": workers},
            "custom_tags": {"team": "lakehouse", "env": ENVIRONMENT},
            "data_security_mode": "SINGLE_USER",
            **changes,
        },
    }


with DAG(
    dag_id="lakehouse",
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Amsterdam"),
    schedule="0 2 * * 1-6",
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=True,
    tags=["lakehouse", ENVIRONMENT],
    params={"full_refresh": False},
    default_args={
        "owner": "lakehouse",
        "retries": 1,
        "retry_delay": timedelta(minutes=10),
        "email": ["lakehouse@example.com"],
        "email_on_failure": True,
    },
) as dag:
    landed = FileSensor(task_id="landed", filepath="/mnt/landing/{{ ds }}/_SUCCESS", timeout=3600)
    with DatabricksWorkflowTaskGroup(
        group_id="ingest",
        databricks_conn_id="databricks_default",
        job_clusters=[cluster("ingest", 4)],
        notebook_params={"day": "{{ ds }}", "full_refresh": "{{ params.full_refresh }}"},
        notebook_packages=[{"whl": "/Volumes/main/wheels/lakehouse-3.2.1-py3-none-any.whl"}],
        extra_job_params={"timeout_seconds": 7200, "queue": {"enabled": True}},
    ) as ingest:
        for source, tables in SOURCES.items():
            with TaskGroup(source):
                for table in tables:
                    DatabricksNotebookOperator(
                        task_id=table,
                        notebook_path=f"/Repos/lakehouse/{ENVIRONMENT}/ingest/{source}/{table}",
                        source="WORKSPACE",
                        job_cluster_key="ingest",
                        execution_timeout=timedelta(minutes=45),
                        max_retries=2,
                        min_retry_interval_millis=60_000,
                    )
    with DatabricksWorkflowTaskGroup(
        group_id="transform",
        databricks_conn_id="databricks_default",
        job_clusters=[cluster("transform", 8), cluster("photon", 8, runtime_engine="PHOTON")],
        extra_job_params={
            "email_notifications": {"on_failure": ["lakehouse@example.com"]},
            "tags": {"layer": "silver"},
            "max_concurrent_runs": 1,
        },
    ) as transform:
        models = {}
        for model, upstream in {
            "customers": [],
            "orders": ["customers"],
            "sessions": ["customers"],
            "revenue": ["orders"],
            "funnel": ["orders", "sessions"],
        }.items():
            models[model] = DatabricksTaskOperator(
                task_id=model,
                task_config={
                    "python_wheel_task": {
                        "package_name": "lakehouse",
                        "entry_point": model,
                        "named_parameters": {"day": "{{ ds }}", "env": ENVIRONMENT},
                    },
                    "libraries": [{"whl": "/Volumes/main/wheels/lakehouse-3.2.1-py3-none-any.whl"}],
                },
                job_cluster_key="photon" if model == "funnel" else "transform",
            )
            models[model].set_upstream([models[name] for name in upstream])
        quality = DatabricksNotebookOperator(
            task_id="quality",
            notebook_path=f"/Repos/lakehouse/{ENVIRONMENT}/quality",
            source="WORKSPACE",
            job_cluster_key="transform",
            trigger_rule="none_failed_min_one_success",
        )
        [models["revenue"], models["funnel"]] >> quality
    done = EmptyOperator(task_id="done", trigger_rule="none_failed")
    reports = TriggerDagRunOperator(task_id="reports", trigger_dag_id="downstream_reports", conf={"day": "{{ ds }}"})
    landed >> ingest >> transform >> done >> reports
