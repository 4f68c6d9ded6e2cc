"""Tasks that DAG files share: made here, not in the file that is read."""

from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator

from common.clusters import job_cluster

CLUSTERS = [job_cluster("small"), job_cluster("large", num_workers=16)]


def notebook(name, cluster="small", **arguments):
    return DatabricksNotebookOperator(
        task_id=name, notebook_path=f"/Shared/{name}", source="WORKSPACE", job_cluster_key=cluster, **arguments
    )
