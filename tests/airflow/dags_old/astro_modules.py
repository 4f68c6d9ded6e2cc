"""astro_databricks.operators.{workflow,notebook,common}, and an operator with convert_to_databricks_workflow_task."""

from datetime import datetime

from airflow.decorators import dag
from airflow.models import BaseOperator
from astro_databricks.operators.common import DatabricksTaskOperator
from astro_databricks.operators.notebook import DatabricksNotebookOperator
from astro_databricks.operators.workflow import DatabricksWorkflowTaskGroup


class PythonFile(BaseOperator):
    def __init__(self, python_file, job_cluster_key, **kwargs):
        super().__init__(**kwargs)
        self.python_file = python_file
        self.job_cluster_key = job_cluster_key

    def convert_to_databricks_workflow_task(self, relevant_upstreams, context=None):
        return {
            "task_key": f"{self.dag_id}__{self.task_id.replace('.', '__')}",
            "depends_on": [
                {"task_key": f"{self.dag_id}__{name.replace('.', '__')}"}
                for name in sorted(self.upstream_task_ids)
                if name in relevant_upstreams
            ],
            "job_cluster_key": self.job_cluster_key,
            "spark_python_task": {"python_file": self.python_file},
        }


@dag(start_date=datetime(2022, 6, 1), schedule_interval="@weekly", catchup=False)
def astro_modules():
    with DatabricksWorkflowTaskGroup(
        group_id="work",
        databricks_conn_id="databricks_conn",
        job_clusters=[
            {"job_cluster_key": "main", "new_cluster": {"spark_version": "11.3.x-scala2.12", "num_workers": 2}}
        ],
    ):
        load = DatabricksNotebookOperator(
            task_id="load",
            databricks_conn_id="databricks_conn",
            notebook_path="/Shared/load",
            source="WORKSPACE",
            job_cluster_key="main",
        )
        config = DatabricksTaskOperator(
            task_id="config",
            databricks_conn_id="databricks_conn",
            job_cluster_key="main",
            task_config={"spark_python_task": {"python_file": "dbfs:/jobs/config.py"}},
        )
        load >> PythonFile(task_id="file", python_file="dbfs:/jobs/file.py", job_cluster_key="main") >> config


astro_modules()
