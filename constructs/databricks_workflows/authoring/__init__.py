"""What people write, as plain Python: the same names as the constructs, without node.

What is written here is frozen and then compiled by :func:`databricks_workflows.pipeline.compile`.
"""

from databricks_workflows.authoring._node import Node, chain, cross_downstream
from databricks_workflows.authoring._scope import Scope
from databricks_workflows.authoring.dag import DAG
from databricks_workflows.authoring.freeze import freeze
from databricks_workflows.authoring.frozen import Dag
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.authoring.joint import Joint, Mail
from databricks_workflows.authoring.sensor import DatabricksSensor
from databricks_workflows.authoring.task import DatabricksNotebookOperator, DatabricksTaskOperator

__all__ = [
    "DAG",
    "Dag",
    "DatabricksNotebookOperator",
    "DatabricksSensor",
    "DatabricksTaskOperator",
    "DatabricksWorkflowTaskGroup",
    "Joint",
    "Mail",
    "Node",
    "Scope",
    "TaskGroup",
    "chain",
    "cross_downstream",
    "freeze",
]
