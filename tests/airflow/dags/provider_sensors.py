"""The provider's own sensors around a group."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from airflow.providers.databricks.sensors.databricks import DatabricksSQLStatementsSensor
from airflow.providers.databricks.sensors.databricks_partition import DatabricksPartitionSensor
from airflow.providers.databricks.sensors.databricks_sql import DatabricksSqlSensor

with DAG("provider_waits", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    partition = DatabricksPartitionSensor(
        task_id="partition",
        databricks_conn_id="databricks_default",
        sql_warehouse_name="main",
        catalog="prod",
        schema="raw",
        table_name="events",
        partitions={"day": "{{ ds }}"},
        partition_operator="=",
    )
    rows = DatabricksSqlSensor(
        task_id="rows", sql_warehouse_name="main", sql="SELECT 1 FROM prod.raw.events WHERE day = '{{ ds }}' LIMIT 1"
    )
    statement = DatabricksSQLStatementsSensor(
        task_id="statement", warehouse_id="1234567890abcdef", statement="SELECT count(*) FROM prod.raw.events"
    )
    with DatabricksWorkflowTaskGroup(group_id="work", databricks_conn_id="databricks_default") as work:
        DatabricksNotebookOperator(task_id="work", notebook_path="/Shared/work", source="WORKSPACE")
    [partition, rows] >> work >> statement
