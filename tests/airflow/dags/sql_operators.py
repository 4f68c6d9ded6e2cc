"""DatabricksSqlOperator, DatabricksCopyIntoOperator and DatabricksSQLStatementsOperator, around a group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import (
    DatabricksNotebookOperator,
    DatabricksSQLStatementsOperator,
)
from airflow.providers.databricks.operators.databricks_sql import DatabricksCopyIntoOperator, DatabricksSqlOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("sql", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    create = DatabricksSqlOperator(
        task_id="create",
        databricks_conn_id="databricks_default",
        sql_endpoint_name="main",
        sql=["CREATE SCHEMA IF NOT EXISTS raw", "CREATE TABLE IF NOT EXISTS raw.events (day DATE, body STRING)"],
    )
    from_file = DatabricksSqlOperator(
        task_id="from_file", http_path="/sql/1.0/warehouses/abc", sql="sql/clean.sql", parameters={"day": "{{ ds }}"}
    )
    to_file = DatabricksSqlOperator(
        task_id="to_file",
        sql_endpoint_name="main",
        sql="SELECT * FROM raw.events WHERE day = '{{ ds }}'",
        output_path="/tmp/events.jsonl",
        output_format="jsonl",
    )
    copy = DatabricksCopyIntoOperator(
        task_id="copy",
        sql_endpoint_name="main",
        table_name="raw.events",
        file_format="CSV",
        file_location="abfss://in@example.dfs.core.windows.net/events/{{ ds }}",
        format_options={"header": "true"},
        copy_options={"mergeSchema": "true"},
        force_copy=True,
    )
    statement = DatabricksSQLStatementsOperator(
        task_id="statement",
        statement="OPTIMIZE raw.events",
        warehouse_id="1234567890abcdef",
        catalog="prod",
        schema="raw",
        parameters=[{"name": "day", "value": "{{ ds }}", "type": "DATE"}],
        query_tags={"team": "data"},
    )
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
    create >> copy >> from_file >> work >> [to_file, statement]
