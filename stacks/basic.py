"""Extract, transform, load and report, one after the other; written as constructs are."""

from constructs import Construct

from databricks_workflows import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, WorkflowStack
from stacks.catalog import CLUSTERS


class BasicStack(WorkflowStack):
    """Tasks in the Jobs API's own words, as plain dicts; the transformation's cluster comes from the catalog."""

    def __init__(self, scope: Construct, id: str = "basic") -> None:
        super().__init__(scope, id, clusters=CLUSTERS)

        self.data_pipeline = DatabricksWorkflowTaskGroup(
            self,
            "data_pipeline_workflow",
            databricks_conn_id="databricks_production",
            max_concurrent_runs=3,
            default_task_timeout_seconds=3600,
        )
        extract = DatabricksTaskOperator(
            self.data_pipeline,
            "extract_data",
            task_config={
                "notebook_task": {
                    "notebook_path": "/pipelines/extract/daily_extract",
                    "base_parameters": {
                        "extraction_date": "{{ ds }}",
                        "source_systems": "crm,billing,support",
                        "output_path": "/raw/daily/{{ ds }}",
                    },
                },
                "new_cluster": {
                    "spark_version": "12.2.x-scala2.12",
                    "node_type_id": "i3.large",
                    "num_workers": 3,
                    "spark_conf": {"spark.sql.adaptive.enabled": "true"},
                },
            },
        )
        transform = DatabricksTaskOperator(
            self.data_pipeline,
            "transform_data",
            task_config={
                "spark_python_task": {
                    "python_file": "dbfs:/pipelines/transform/data_cleaner.py",
                    "parameters": [
                        *("--input-path", "/raw/daily/{{ ds }}"),
                        *("--output-path", "/processed/daily/{{ ds }}"),
                        *("--quality-threshold", "0.95"),
                    ],
                },
            },
            job_cluster_key="transform_cluster",
        )
        load = DatabricksTaskOperator(
            self.data_pipeline,
            "load_to_warehouse",
            task_config={
                "sql_task": {
                    "query": {"query_id": "warehouse-load-query-123"},
                    "warehouse_id": "analytics-warehouse-001",
                    "parameters": {
                        "process_date": "{{ ds }}",
                        "source_path": "/processed/daily/{{ ds }}",
                    },
                },
            },
        )
        report = DatabricksTaskOperator(
            self.data_pipeline,
            "generate_reports",
            task_config={
                "notebook_task": {
                    "notebook_path": "/reporting/daily_dashboard",
                    "base_parameters": {"report_date": "{{ ds }}", "dashboard_refresh": "true"},
                },
            },
            existing_cluster_id="reporting-cluster-001",
        )
        extract >> transform >> load >> report
