"""Tasks and sensors as constructs."""

from __future__ import annotations

from databricks_workflows import authoring
from databricks_workflows.cdk._cdk import Construct
from databricks_workflows.cdk._tree import InTree


class DatabricksTaskOperator(InTree, authoring.DatabricksTaskOperator, Construct):
    __doc__ = authoring.DatabricksTaskOperator.__doc__


class DatabricksNotebookOperator(InTree, authoring.DatabricksNotebookOperator, Construct):
    __doc__ = authoring.DatabricksNotebookOperator.__doc__


class Joint(InTree, authoring.Joint, Construct):
    __doc__ = authoring.Joint.__doc__


class DatabricksSensor(InTree, authoring.DatabricksSensor, Construct):
    __doc__ = authoring.DatabricksSensor.__doc__
