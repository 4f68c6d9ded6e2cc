"""cosmos.providers.databricks, older still: workflow and notebook modules."""

from datetime import datetime

from airflow.decorators import dag
from cosmos.providers.databricks.notebook import DatabricksNotebookOperator
from cosmos.providers.databricks.workflow import DatabricksWorkflowTaskGroup


@dag(schedule_interval="@daily", start_date=datetime(2023, 1, 1), catchup=False, tags=["cosmos"])
def cosmos_workflow():
    task_group = DatabricksWorkflowTaskGroup(
        group_id="my_workflow",
        databricks_conn_id="databricks_conn",
        job_clusters=[
            {
                "job_cluster_key": "Shared_job_cluster",
                "new_cluster": {"spark_version": "11.3.x-scala2.12", "node_type_id": "i3.xlarge", "num_workers": 8},
            }
        ],
    )
    with task_group:
        first = DatabricksNotebookOperator(
            task_id="first",
            databricks_conn_id="databricks_conn",
            notebook_path="/Shared/first",
            source="WORKSPACE",
            job_cluster_key="Shared_job_cluster",
        )
        second = DatabricksNotebookOperator(
            task_id="second",
            databricks_conn_id="databricks_conn",
            notebook_path="/Shared/second",
            source="WORKSPACE",
            job_cluster_key="Shared_job_cluster",
        )
        first >> second


cosmos_workflow()
