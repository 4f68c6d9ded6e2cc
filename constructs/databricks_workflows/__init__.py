"""Databricks workflows as CDK for Terraform constructs.

The public names; each is loaded when it is first used, so that reading and checking workflows needs no node. The typed
model of a job is in :mod:`databricks_workflows.model`, the same authoring names without node in
:mod:`databricks_workflows.authoring`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from databricks_workflows.uncaught import install

install()

if TYPE_CHECKING:
    from databricks_workflows.authoring import chain, cross_downstream
    from databricks_workflows.cdk import (
        DAG,
        DatabricksJob,
        DatabricksNotebookOperator,
        DatabricksPermissions,
        DatabricksProvider,
        DatabricksSensor,
        DatabricksTaskOperator,
        DatabricksWorkflowTaskGroup,
        TaskGroup,
        WorkflowApp,
        WorkflowStack,
    )
    from databricks_workflows.errors import WorkflowError
    from databricks_workflows.model import tf
    from databricks_workflows.model.local_files import Notebook, WorkspaceFile
    from databricks_workflows.model.lookups import job_named, warehouse_named

__all__ = [
    "DAG",
    "DatabricksJob",
    "DatabricksNotebookOperator",
    "DatabricksPermissions",
    "DatabricksProvider",
    "DatabricksSensor",
    "DatabricksTaskOperator",
    "DatabricksWorkflowTaskGroup",
    "Notebook",
    "TaskGroup",
    "WorkflowApp",
    "WorkflowError",
    "WorkflowStack",
    "WorkspaceFile",
    "chain",
    "cross_downstream",
    "job_named",
    "tf",
    "warehouse_named",
]


# Every other public name is a construct.
_NO_CONSTRUCTS = {
    "Notebook": "model.local_files",
    "WorkflowError": "errors",
    "WorkspaceFile": "model.local_files",
    "chain": "authoring",
    "cross_downstream": "authoring",
    "job_named": "model.lookups",
    "tf": "model",
    "warehouse_named": "model.lookups",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_NO_CONSTRUCTS.get(name, 'cdk')}")
    value = globals()[name] = getattr(module, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
