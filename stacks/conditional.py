"""Two ways of processing after one check, written as in Airflow: what stands in a ``with`` block belongs to it."""

from constructs import Construct

from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowStack
from stacks.catalog import CLUSTERS


class ConditionalStack(WorkflowStack):
    """Both ways run after every check; ``conditional_branches.py`` chooses one of them."""

    def __init__(self, scope: Construct, id: str = "conditional") -> None:
        super().__init__(scope, id, clusters=CLUSTERS)

        with self, DatabricksWorkflowTaskGroup("conditional_workflow", databricks_conn_id="databricks_conditional"):
            check_data = DatabricksNotebookOperator(
                task_id="check_data_availability",
                notebook_path="/checks/data_availability_checker",
                notebook_params={
                    "check_date": "{{ ds }}",
                    "required_sources": "sales,marketing,customer_service",
                },
                existing_cluster_id="utility-cluster-001",
            )
            full_processing = DatabricksNotebookOperator(
                task_id="full_data_processing",
                notebook_path="/processing/full_pipeline",
                notebook_params={"process_date": "{{ ds }}", "processing_mode": "complete"},
                job_cluster_key="processing_cluster",
            )
            partial_processing = DatabricksNotebookOperator(
                task_id="partial_data_processing",
                notebook_path="/processing/partial_pipeline",
                notebook_params={"process_date": "{{ ds }}", "processing_mode": "available_only"},
                job_cluster_key="processing_cluster",
            )
            check_data >> [full_processing, partial_processing]
