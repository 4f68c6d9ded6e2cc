"""job_clusters as argument, in extra_job_params, in both; a key that is nowhere; a cluster that nobody uses."""

from datetime import datetime

from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksTaskOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup


def cluster(key, workers):
    return {
        "job_cluster_key": key,
        "new_cluster": {"spark_version": "15.4.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": workers},
    }


def work(task_id, key):
    return DatabricksTaskOperator(
        task_id=task_id, task_config={"notebook_task": {"notebook_path": "/Shared/x"}}, job_cluster_key=key
    )


with DAG("clusters", start_date=datetime(2024, 1, 1), schedule=None) as dag:
    with DatabricksWorkflowTaskGroup(
        group_id="argument", databricks_conn_id="d", job_clusters=[cluster("a", 1), cluster("unused", 9)]
    ):
        work("a", "a")
    with DatabricksWorkflowTaskGroup(
        group_id="extra", databricks_conn_id="d", extra_job_params={"job_clusters": [cluster("b", 2)]}
    ):
        work("b", "b")
    with DatabricksWorkflowTaskGroup(
        group_id="both",
        databricks_conn_id="d",
        job_clusters=[cluster("a", 1), cluster("b", 1)],
        extra_job_params={"job_clusters": [cluster("b", 2), cluster("c", 3)]},
    ):
        work("a", "a") >> work("b", "b") >> work("c", "c")
    with DatabricksWorkflowTaskGroup(group_id="nowhere", databricks_conn_id="d"):
        work("lost", "not_declared")
    with DatabricksWorkflowTaskGroup(group_id="config", databricks_conn_id="d", job_clusters=[cluster("a", 1)]):
        DatabricksTaskOperator(
            task_id="in_config", task_config={"notebook_task": {"notebook_path": "/Shared/x"}, "job_cluster_key": "a"}
        )
        DatabricksTaskOperator(
            task_id="new_cluster",
            task_config={
                "notebook_task": {"notebook_path": "/Shared/x"},
                "new_cluster": {"spark_version": "15.4.x-scala2.12", "num_workers": 4},
            },
        )
        DatabricksTaskOperator(
            task_id="two_choices",
            task_config={"notebook_task": {"notebook_path": "/Shared/x"}, "existing_cluster_id": "0301-1-x"},
            job_cluster_key="a",
        )
