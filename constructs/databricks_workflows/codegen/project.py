"""The files around the stacks: the app, and what CDKTF wants to know of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from uuid import NAMESPACE_URL, uuid5

from databricks_workflows.codegen.module import Module


def project_files(modules: Sequence[Module]) -> dict[str, str]:
    """What a new project has beside its stack modules, by path."""
    return {"cdktf.json": _cdktf_json(modules), "main.py": _main(modules), "stacks/__init__.py": _PACKAGE}


def main_lines(modules: Iterable[Module]) -> tuple[list[str], list[str]]:
    """The lines that a main.py needs for some stacks: imports, and calls between making the app and its synth.

    Example:
        >>> main_lines([Module(name="sales", stem="sales", files=("dags/sales.py",), dags=())])
        (['from stacks.sales import SalesStack'], ['SalesStack(app)'])
    """
    made = list(modules)
    imports = [f"from stacks.{module.name} import {module.class_name}" for module in made]
    return imports, [f"{module.class_name}(app)" for module in made]


_PACKAGE = '"""A module for each DAG file: its stack."""\n'


def _main(modules: Iterable[Module]) -> str:
    imports, calls = main_lines(modules)
    return "\n".join(
        [
            '"""The app: the stacks of ``stacks/``, put together."""',
            "from databricks_workflows import WorkflowApp",
            *imports,
            "app = WorkflowApp()",
            *calls,
            "app.synth()",
            "",
        ]
    )


def _cdktf_json(modules: Sequence[Module]) -> str:
    made_from = "\n".join(file for module in modules for file in module.files)
    settings = {
        "language": "python",
        "app": "python main.py",
        # The same for the same files, so that converting once more changes nothing.
        "projectId": str(uuid5(NAMESPACE_URL, f"databricks-workflows convert\n{made_from}")),
        "sendCrashReports": "false",
        "terraformProviders": [],
        "terraformModules": [],
        "codeMakerOutput": ".gen",
    }
    return json.dumps(settings, indent=2) + "\n"
