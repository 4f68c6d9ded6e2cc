"""Modules that stand in for Airflow's while a workflow file is read, and only then."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import databricks_workflows
from databricks_workflows import authoring, errors, model

_OPERATORS = {
    "DatabricksNotebookOperator": authoring.DatabricksNotebookOperator,
    "DatabricksTaskOperator": authoring.DatabricksTaskOperator,
}
_WORKFLOW = {"DatabricksWorkflowTaskGroup": authoring.DatabricksWorkflowTaskGroup}

MODULES: Mapping[str, Mapping[str, Any]] = {
    "airflow": {"DAG": authoring.DAG},
    "airflow.models": {"DAG": authoring.DAG},
    "airflow.providers": {},
    "airflow.providers.databricks": {},
    "airflow.providers.databricks.operators": {},
    "airflow.providers.databricks.operators.databricks": _OPERATORS,
    "airflow.providers.databricks.operators.databricks_workflow": _OPERATORS | _WORKFLOW,
    "airflow.providers.databricks.sensors": {},
    "airflow.providers.databricks.sensors.databricks": {"DatabricksSensor": authoring.DatabricksSensor},
    # A file that imports this package gets the plain objects too: a stack makes constructs of them.
    "databricks_workflows": {
        **{name: getattr(authoring, name) for name in databricks_workflows.__all__ if hasattr(authoring, name)},
        "WorkflowError": errors.WorkflowError,
        "tf": model.tf,
    },
}
"""Every module that a workflow file may import, and the names in it."""


@contextmanager
def stand_ins() -> Iterator[None]:
    """Put the modules in place, and afterwards everything back as it was."""
    before = {name: module for name, module in sys.modules.items() if name in MODULES}
    made = {name: _module(name, names) for name, names in MODULES.items()}
    # What the package has below it (databricks_workflows.model ...) is imported by its own name and stays real.
    made["databricks_workflows"].__path__ = sys.modules["databricks_workflows"].__path__
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in MODULES:
            del sys.modules[name]
        sys.modules.update(before)


def _module(name: str, names: Mapping[str, Any]) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []
    vars(module).update(names)
    return module
