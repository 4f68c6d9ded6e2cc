"""Two clusters that the tasks of a job share, and libraries for all of them."""

from constructs import Construct

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
)
from databricks_workflows.model import Autoscale, Cluster, JobCluster, SqlQuery, SqlTask, Task

ETL = Cluster(
    spark_version="12.2.x-scala2.12",
    node_type_id="i3.xlarge",
    autoscale=Autoscale(min_workers=2, max_workers=10),
    spark_conf={
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.adaptive.coalescePartitions.enabled": "true",
    },
)
ANALYTICS = Cluster(
    spark_version="12.2.x-scala2.12",
    node_type_id="r5.2xlarge",
    num_workers=4,
    spark_conf={"spark.sql.execution.arrow.pyspark.enabled": "true"},
)


class SharedJobClustersStack(WorkflowStack):
    """The group's libraries go to every task that has a cluster; the query, on a warehouse, has none."""

    def __init__(self, scope: Construct, id: str = "shared-job-clusters") -> None:
        super().__init__(scope, id)

        with (
            self,
            DatabricksWorkflowTaskGroup(
                group_id="shared_cluster_workflow",
                databricks_conn_id="databricks_etl",
                job_clusters=[
                    JobCluster(job_cluster_key="etl_cluster", new_cluster=ETL),
                    JobCluster(job_cluster_key="analytics_cluster", new_cluster=ANALYTICS),
                ],
                extra_job_params={
                    "libraries": [
                        {"pypi": {"package": "pandas>=1.5.0"}},
                        {"pypi": {"package": "numpy>=1.21.0"}},
                        {"maven": {"coordinates": "org.apache.spark:spark-avro_2.12:3.3.0"}},
                    ],
                },
            ),
        ):
            extracts = [
                DatabricksTaskOperator(
                    task_id=f"extract_{table}",
                    task_config={
                        "spark_python_task": {
                            "python_file": f"dbfs:/etl/extractors/{extractor}.py",
                            "parameters": ["--date", "{{ ds }}", *options],
                        },
                    },
                    job_cluster_key="etl_cluster",
                )
                for table, extractor, options in [
                    ("customers", "customer_extractor", ["--format", "delta"]),
                    ("orders", "order_extractor", ["--include-cancelled", "false"]),
                ]
            ]
            join_data = DatabricksNotebookOperator(
                task_id="join_customer_orders",
                notebook_path="/etl/transformers/customer_order_joiner",
                notebook_params={
                    "process_date": "{{ ds }}",
                    "join_strategy": "broadcast_hash",
                    "output_partitions": 100,
                },
                job_cluster_key="etl_cluster",
            )
            customer_analytics = DatabricksNotebookOperator(
                task_id="customer_segmentation",
                notebook_path="/analytics/customer_segmentation",
                notebook_params={
                    "analysis_date": "{{ ds }}",
                    "segmentation_method": "kmeans",
                    "num_clusters": 5,
                },
                job_cluster_key="analytics_cluster",
            )
            revenue_analytics = DatabricksTaskOperator(
                task_id="revenue_analysis",
                task_config=Task(
                    sql_task=SqlTask(
                        query=SqlQuery(query_id="revenue-analysis-query"),
                        warehouse_id="analytics-warehouse",
                    ),
                ),
            )
            extracts >> join_data >> [customer_analytics, revenue_analytics]
