"""A module that isn't there gives a cluster, a parameter and a part of a name: its values reach the job."""

from datetime import datetime

import company_platform.clusters as clusters
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator, DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup
from company_platform.enums import Environment
from company_platform.enums import Team as OwningTeam

with DAG("company_values", start_date=datetime(2024, 1, 1), schedule="@daily", catchup=False) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_default",
        job_clusters=[clusters.job_cluster("main")],
        extra_job_params={"tags": {"team": OwningTeam.DATA.value}},
    ):
        DatabricksNotebookOperator(
            task_id="work",
            notebook_path=f"/Shared/{Environment.PROD.value}/work",
            source="WORKSPACE",
            job_cluster_key="main",
            notebook_params={"environment": Environment.PROD.value},
        )
        DatabricksTaskOperator(
            task_id="existing",
            task_config={"notebook_task": {"notebook_path": "/Shared/fine"}},
            existing_cluster_id=clusters.SHARED_CLUSTER_ID,
        )
