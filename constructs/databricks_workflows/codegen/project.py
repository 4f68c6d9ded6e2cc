"""The files around the stacks: the app, and what CDKTF wants to know of it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Sequence
from uuid import NAMESPACE_URL, uuid5

from databricks_workflows.codegen.layout import laid_out
from databricks_workflows.codegen.module import Module

MADE_FROM = "Made from {} by ``databricks-workflows convert``."
"""What a stack module says of itself first."""


def project_files(modules: Sequence[Module]) -> dict[str, str]:
    """What a new project has beside its stack modules, by path."""
    return {"cdktf.json": _cdktf_json(modules), "main.py": _main(*main_lines(modules)), "stacks/__init__.py": _PACKAGE}


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


def main_with(before: str, modules: Iterable[Module]) -> str | None:
    """A main.py with some stacks more, laid out; None where it is not as it was made, which is for people to change."""
    had_imports, had_calls = lines_of(before)
    imports, calls = main_lines(modules)
    made = {
        "as_it_was.py": _main(had_imports, had_calls),
        "main.py": _main([*had_imports, *imports], [*had_calls, *(each for each in calls if each not in had_calls)]),
        # They tell ruff that the stacks are the project's own.
        **{f"{line.split()[1].replace('.', '/')}.py": "" for line in (*had_imports, *imports)},
    }
    laid = laid_out(made)
    return laid["main.py"] if laid["as_it_was.py"] == before else None


def lines_of(main: str) -> tuple[list[str], list[str]]:
    """What :func:`main_lines` gave for a main.py, each on one line whatever its layout."""
    try:
        body = list(ast.walk(ast.parse(main)))
    except (SyntaxError, ValueError):
        return [], []
    imports = [ast.unparse(each) for each in body if isinstance(each, ast.ImportFrom)]
    calls = [ast.unparse(each) for each in body if isinstance(each, ast.Expr)]
    return [each for each in imports if each.startswith("from stacks.")], [
        each for each in calls if each.endswith("(app)")
    ]


def made_from(source: str) -> tuple[str, ...]:
    """The DAG files that a stack module was made from, as its docstring names them; none where it was not.

    Example:
        >>> made_from(f'\"\"\"{MADE_FROM.format("a.py, b.py")}\"\"\"')
        ('a.py', 'b.py')
    """
    try:
        said = " ".join((ast.get_docstring(ast.parse(source)) or "").split())
    except (SyntaxError, ValueError):
        return ()
    before, after = MADE_FROM.split("{}")
    if not (said.startswith(before) and after in said):
        return ()
    return tuple(said.removeprefix(before).partition(after)[0].split(", "))


def _main(imports: Iterable[str], calls: Iterable[str]) -> str:
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
