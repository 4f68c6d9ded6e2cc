"""Tasks and sensors as constructs."""

from __future__ import annotations

from typing import Any

from databricks_workflows import authoring
from databricks_workflows.cdk._cdk import Construct
from databricks_workflows.cdk._tree import InTree
from databricks_workflows.cdk.groups import enter_dag


class _Task(InTree):
    """A task outside of any workflow is a step of its DAG."""

    def _enter_tree(self, explicit: Any) -> str:
        self.path = super()._enter_tree(explicit)
        enter_dag(self)
        return self.path


class DatabricksTaskOperator(_Task, authoring.DatabricksTaskOperator, Construct):
    __doc__ = authoring.DatabricksTaskOperator.__doc__


class DatabricksNotebookOperator(_Task, authoring.DatabricksNotebookOperator, Construct):
    __doc__ = authoring.DatabricksNotebookOperator.__doc__


class Joint(InTree, authoring.Joint, Construct):
    __doc__ = authoring.Joint.__doc__


class Mail(InTree, authoring.Mail, Construct):
    __doc__ = authoring.Mail.__doc__


class DatabricksSensor(InTree, authoring.DatabricksSensor, Construct):
    __doc__ = authoring.DatabricksSensor.__doc__
