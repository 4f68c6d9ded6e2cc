"""Every argument of DatabricksTaskOperator, with those of BaseOperator that people set."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def tell(context):
    print(context["task_instance"])


with (
    DAG("every_task_argument", start_date=datetime(2024, 1, 1), schedule=None) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="all",
        databricks_conn_id="databricks_default",
        job_clusters=[{"job_cluster_key": "c", "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": 1}}],
    ),
):
    everything = DatabricksTaskOperator(
        task_id="everything",
        task_config={
            "description": "all that there is",
            "notebook_task": {
                "notebook_path": "/Shared/everything",
                "source": "WORKSPACE",
                "base_parameters": {"a": "1"},
            },
            "libraries": [{"pypi": {"package": "faker==25.0.0"}}, {"jar": "dbfs:/jars/udf.jar"}],
            "timeout_seconds": 1800,
            "email_notifications": {"on_failure": ["team@example.com"]},
            "notification_settings": {"no_alert_for_canceled_runs": True},
            "health": {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": 900}]},
        },
        databricks_conn_id="databricks_other",
        databricks_task_key="everything_at_once",
        databricks_retry_args={"reraise": True},
        databricks_retry_delay=5,
        databricks_retry_limit=4,
        deferrable=True,
        job_cluster_key="c",
        polling_period_seconds=60,
        wait_for_termination=False,
        workflow_run_metadata=None,
        max_retries="3",
        min_retry_interval_millis="60000",
        retry_on_timeout="yes",
        owner="someone",
        retries=5,
        retry_delay=timedelta(minutes=1),
        retry_exponential_backoff=True,
        execution_timeout=timedelta(minutes=30),
        trigger_rule="none_failed",
        depends_on_past=True,
        wait_for_downstream=False,
        pool="databricks",
        pool_slots=2,
        priority_weight=10,
        weight_rule="upstream",
        queue="slow",
        email="team@example.com",
        email_on_failure=True,
        email_on_retry=False,
        doc_md="What it does",
        on_failure_callback=tell,
        on_success_callback=[tell],
        do_xcom_push=False,
        task_display_name="Everything",
    )
    existing = DatabricksTaskOperator(
        task_id="existing",
        task_config={"spark_jar_task": {"main_class_name": "com.example.Main", "parameters": ["--fast"]}},
        existing_cluster_id="0301-101010-abcd1234",
        max_retries=-1,
        min_retry_interval_millis=0,
        retry_on_timeout=False,
    )
    ignored = DatabricksTaskOperator(
        task_id="ignored",
        task_config={"notebook_task": {"notebook_path": "/Shared/ignored"}},
        new_cluster={"spark_version": "15.4.x-scala2.12", "num_workers": 3},
    )
    everything >> existing >> ignored
