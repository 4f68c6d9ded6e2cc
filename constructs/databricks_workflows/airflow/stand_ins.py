"""This package as a file sees it while it is read, and the file's own module."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import databricks_workflows
from databricks_workflows import authoring, errors, model
from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.model import local_files, lookups
from databricks_workflows.origin import caller
from databricks_workflows.rules import CANNOT_READ

MODULES: Mapping[str, Mapping[str, Any]] = {
    "databricks_workflows": {
        **{name: getattr(authoring, name) for name in databricks_workflows.__all__ if hasattr(authoring, name)},
        "WorkflowError": errors.WorkflowError,
        "Notebook": local_files.Notebook,
        "WorkspaceFile": local_files.WorkspaceFile,
        "job_named": lookups.job_named,
        "tf": model.tf,
        "warehouse_named": lookups.warehouse_named,
    },
}
"""A file that imports this package gets the plain objects: a stack makes constructs of them."""


@contextmanager
def stand_ins(file: ModuleType) -> Iterator[None]:
    """Put the modules in place, and afterwards everything back as it was.

    Args:
        file: the module of the file that is read; it is there too, since dataclasses look their module up.
    """
    made = {name: _module(name, names) for name, names in MODULES.items()} | {file.__name__: file}
    for name, module in made.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(made[parent], child, module)
    # What the package has below it (databricks_workflows.model ...) stays real.
    real = sys.modules["databricks_workflows"]
    made["databricks_workflows"].__path__ = real.__path__
    for name, loaded in list(sys.modules.items()):
        parent, _, child = name.rpartition(".")
        if parent == "databricks_workflows":
            setattr(made[parent], child, loaded)
    before = {name: sys.modules.get(name) for name in made}
    sys.modules.update(made)
    try:
        yield
    finally:
        for name, former in before.items():
            if former is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = former


def _module(name: str, names: Mapping[str, Any]) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []
    vars(module).update(names)
    if name == "databricks_workflows":
        vars(module)["__getattr__"] = _of_an_app
    return module


def _of_an_app(name: str) -> Any:
    """What only an app has: apps, stacks and Terraform's resources are made by constructs, which no file here gets."""
    if name not in databricks_workflows.__all__:
        raise AttributeError(name)
    raise errors.LoadError(
        [
            Diagnostic(
                code=CANNOT_READ.code,
                severity=CANNOT_READ.severity,
                summary=f"it takes {name} from databricks_workflows, so it is part of an app, no workflow or DAG file",
                remedy="name the app itself: the folder of its cdktf.json, or its main.py",
                origin=caller(),
            )
        ]
    )
