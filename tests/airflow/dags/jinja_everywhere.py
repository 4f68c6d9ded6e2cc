"""Templates in the operators outside of groups, where Airflow renders them."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import (
    DatabricksCreateJobsOperator,
    DatabricksNotebookOperator,
    DatabricksRunNowOperator,
    DatabricksSubmitRunOperator,
)

with DAG("jinja_outside", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    submit = DatabricksSubmitRunOperator(
        task_id="submit",
        run_name="load_{{ data_interval_start | ds_nodash }}",
        existing_cluster_id="{{ var.value.databricks_cluster }}",
        notebook_task={
            "notebook_path": "/Shared/{{ var.value.environment }}/load",
            "base_parameters": {"day": "{{ ds }}", "run": "{{ run_id }}"},
        },
        idempotency_token="{{ run_id | truncate(64) }}",
    )
    submit_text = DatabricksSubmitRunOperator(
        task_id="submit_text",
        json='{"existing_cluster_id": "{{ var.value.databricks_cluster }}", "spark_jar_task": '
        '{"main_class_name": "com.example.Main", "parameters": ["{{ ds }}"]}}',
    )
    run_now = DatabricksRunNowOperator(
        task_id="run_now",
        job_id="{{ ti.xcom_pull(task_ids='create') }}",
        job_parameters={"day": "{{ ds }}", "hour": "{{ logical_date.hour }}"},
    )
    create = DatabricksCreateJobsOperator(
        task_id="create",
        name="made by {{ dag.dag_id }}",
        tasks=[
            {"task_key": "a", "notebook_task": {"notebook_path": "/Shared/a", "base_parameters": {"d": "{{ ds }}"}}}
        ],
    )
    notebook = DatabricksNotebookOperator(
        task_id="notebook",
        notebook_path="/Shared/work",
        source="WORKSPACE",
        existing_cluster_id="0301-101010-abcd1234",
        notebook_params={"day": "{{ ds }}"},
    )
    create >> run_now >> submit >> [submit_text, notebook]
