"""The constructs: the only folder that imports CDKTF."""

from databricks_workflows.cdk.app import WorkflowApp
from databricks_workflows.cdk.groups import DAG, DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.cdk.resources import DatabricksJob, DatabricksPermissions, DatabricksProvider
from databricks_workflows.cdk.stack import WorkflowStack
from databricks_workflows.cdk.tasks import DatabricksNotebookOperator, DatabricksSensor, DatabricksTaskOperator

__all__ = [
    "DAG",
    "DatabricksJob",
    "DatabricksNotebookOperator",
    "DatabricksPermissions",
    "DatabricksProvider",
    "DatabricksSensor",
    "DatabricksTaskOperator",
    "DatabricksWorkflowTaskGroup",
    "TaskGroup",
    "WorkflowApp",
    "WorkflowStack",
]
