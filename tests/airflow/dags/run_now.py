"""DatabricksRunNowOperator: by id, by name, by json, with each kind of parameters."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksRunNowOperator

with DAG("run_now", start_date=datetime(2024, 1, 1), schedule="0 5 * * *", catchup=False) as dag:
    by_id = DatabricksRunNowOperator(
        task_id="by_id", job_id=42, notebook_params={"dry-run": "true", "oldest-time-to-consider": "1457570074236"}
    )
    by_text = DatabricksRunNowOperator(task_id="by_text", job_id="42")
    by_name = DatabricksRunNowOperator(
        task_id="by_name", job_name="a job made by hand", python_params=["douglas adams", "42"]
    )
    by_json = DatabricksRunNowOperator(
        task_id="by_json", json={"job_id": 42, "job_parameters": {"a": "1"}}, job_parameters={"b": "2"}
    )
    jar = DatabricksRunNowOperator(task_id="jar", job_id=42, jar_params=["x"], wait_for_termination=False)
    submit = DatabricksRunNowOperator(task_id="submit", job_id=42, spark_submit_params=["--class", "x"])
    named = DatabricksRunNowOperator(task_id="named", job_id=42, python_named_params={"a": "1"})
    dbt = DatabricksRunNowOperator(task_id="dbt", job_id=42, dbt_commands=["dbt run"])
    repairing = DatabricksRunNowOperator(
        task_id="repairing",
        job_id=42,
        repair_run=True,
        databricks_repair_reason_new_settings={"spot": {"new_settings": {}}},
        cancel_previous_runs=True,
        idempotency_token="once",
        performance_target="STANDARD",
        deferrable=True,
    )
    refused = DatabricksRunNowOperator(task_id="refused", job_id=42, job_name="both")
    by_id >> [by_text, by_name] >> by_json >> jar >> submit >> named >> dbt >> repairing >> refused
