"""A classic `with DAG` with one group: notebooks and a wheel on one job cluster, a cron."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

job_clusters = [
    {
        "job_cluster_key": "etl",
        "new_cluster": {
            "spark_version": "15.4.x-scala2.12",
            "node_type_id": "i3.xlarge",
            "num_workers": 2,
            "spark_conf": {"spark.sql.shuffle.partitions": "64"},
        },
    }
]

with (
    DAG(
        dag_id="orders_daily",
        start_date=datetime(2024, 3, 1),
        schedule="30 4 * * *",
        catchup=False,
        tags=["orders", "daily"],
        default_args={"owner": "data-platform", "retries": 2, "retry_delay": timedelta(minutes=5)},
    ) as dag,
    DatabricksWorkflowTaskGroup(
        group_id="orders",
        databricks_conn_id="databricks_default",
        job_clusters=job_clusters,
    ) as orders,
):
    bronze = DatabricksNotebookOperator(
        task_id="bronze",
        notebook_path="/Repos/data/orders/bronze",
        source="WORKSPACE",
        job_cluster_key="etl",
    )
    silver = DatabricksNotebookOperator(
        task_id="silver",
        notebook_path="/Repos/data/orders/silver",
        source="WORKSPACE",
        job_cluster_key="etl",
    )
    gold = DatabricksTaskOperator(
        task_id="gold",
        task_config={
            "python_wheel_task": {
                "package_name": "orders",
                "entry_point": "gold",
                "parameters": ["--table", "gold.orders"],
            },
            "libraries": [{"whl": "dbfs:/wheels/orders-1.4.0-py3-none-any.whl"}],
        },
        job_cluster_key="etl",
    )
    bronze >> silver >> gold
