"""A small and a large cluster in one job, each for the tasks that need it; one is made from the other."""

from datetime import timedelta

from constructs import Construct

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
)
from databricks_workflows.model import Autoscale, Cluster, JobCluster, JobSettings, SparkPythonTask, Task

SMALL = Cluster(
    spark_version="12.2.x-scala2.12",
    node_type_id="i3.large",
    autoscale=Autoscale(min_workers=1, max_workers=3),
)
LARGE = SMALL.with_(node_type_id="i3.2xlarge", autoscale=Autoscale(min_workers=4, max_workers=12))


class ResourceOptimizationStack(WorkflowStack):
    """Times are seconds or a ``timedelta``; what the group has no argument for goes into ``extra_job_params``."""

    def __init__(self, scope: Construct, id: str = "resource-optimization") -> None:
        super().__init__(scope, id)

        workflow = DatabricksWorkflowTaskGroup(
            self,
            "optimized_workflow",
            databricks_conn_id="databricks_optimized",
            max_concurrent_runs=3,
            job_clusters=[
                JobCluster(job_cluster_key="small_tasks", new_cluster=SMALL),
                JobCluster(job_cluster_key="large_tasks", new_cluster=LARGE),
            ],
            extra_job_params=JobSettings(timeout_seconds=14400),
        )
        light_preprocessing = DatabricksNotebookOperator(
            workflow,
            "light_preprocessing",
            notebook_path="/preprocessing/light_cleaner",
            job_cluster_key="small_tasks",
            timeout_seconds=timedelta(minutes=30),
        )
        DatabricksTaskOperator(
            workflow,
            "heavy_computation",
            task_config=Task(spark_python_task=SparkPythonTask(python_file="dbfs:/compute/heavy_aggregator.py")),
            job_cluster_key="large_tasks",
            timeout_seconds=timedelta(hours=3),
            depends_on=[light_preprocessing],
        )
