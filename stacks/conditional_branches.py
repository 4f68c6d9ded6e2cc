"""Full or partial processing, whichever fits the data that is there: a condition task with an edge for each outcome."""

from constructs import Construct

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
)
from databricks_workflows.model import ConditionTask, Task
from stacks.catalog import CLUSTERS


class ConditionalBranchesStack(WorkflowStack):
    """The check says ``dbutils.jobs.taskValues.set("complete", True)`` or False; the condition reads it."""

    def __init__(self, scope: Construct, id: str = "conditional-branches") -> None:
        super().__init__(scope, id, clusters=CLUSTERS)

        workflow = DatabricksWorkflowTaskGroup(
            self,
            "conditional_branches_workflow",
            databricks_conn_id="databricks_conditional",
        )
        check_data = DatabricksNotebookOperator(
            workflow,
            "check_data_availability",
            notebook_path="/checks/data_availability_checker",
            notebook_params={"check_date": "{{ ds }}", "required_sources": "sales,marketing,customer_service"},
            existing_cluster_id="utility-cluster-001",
        )
        all_there = DatabricksTaskOperator(
            workflow,
            "all_data_available",
            task_config=Task(
                condition_task=ConditionTask(
                    left="{{tasks.check_data_availability.values.complete}}",
                    op="EQUAL_TO",
                    right="true",
                ),
            ),
        )
        full_processing = DatabricksNotebookOperator(
            workflow,
            "full_data_processing",
            notebook_path="/processing/full_pipeline",
            notebook_params={"process_date": "{{ ds }}", "processing_mode": "complete"},
            job_cluster_key="processing_cluster",
        )
        partial_processing = DatabricksNotebookOperator(
            workflow,
            "partial_data_processing",
            notebook_path="/processing/partial_pipeline",
            notebook_params={"process_date": "{{ ds }}", "processing_mode": "available_only"},
            job_cluster_key="processing_cluster",
        )
        check_data >> all_there
        all_there.outcome(True) >> full_processing
        all_there.outcome(False) >> partial_processing
