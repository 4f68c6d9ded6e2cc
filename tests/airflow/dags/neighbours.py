"""Clusters and tasks from modules beside the file, and a file read from there."""

import json
from datetime import datetime
from pathlib import Path

from airflow import DAG
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from common.clusters import job_cluster
from common.factories import CLUSTERS, notebook

TABLES = json.loads((Path(__file__).parent / "common" / "tables.json").read_text())

with DAG("neighbours", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        job_clusters=[*CLUSTERS, job_cluster("own", num_workers=3)],
    ):
        start = notebook("start")
        for table in TABLES:
            start >> notebook(table, cluster="large")
