"""Where the package runs code that it did not bring along, or reads a format that can: every place has a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "constructs" / "databricks_workflows"

PLACES = {
    ("airflow/loader.py", "compile"): "the author's own workflow file is run, as Airflow would",
    ("airflow/loader.py", "exec"): "the author's own workflow file is run, as Airflow would",
    ("cli/_program.py", "runpy.run_module"): "the author's own app is run, as `python -m main` would",
    ("cli/_program.py", "runpy.run_path"): "the author's own app is run, as `python main.py` would",
    ("cli/_answers.py", "pickle.Unpickler"): "reads what a worker answers; its find_class allows plain data alone",
    ("cli/_answers.py", "pickle.dumps"): "packs plain data",
    ("cli/_child.py", "pickle.PicklingError"): "the error's name",
    ("codegen/layout.py", "subprocess.run"): "ruff lays out what convert writes",
    ("runs/find.py", "subprocess.run"): "terraform is asked for what is deployed",
    ("resolve/expressions.py", "jinja2.Environment"): "templates are parsed, and never rendered",
}
_BUILTINS = {"eval", "exec", "compile", "__import__"}
_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "runpy", "codeop", "subprocess", "yaml"}
_OS = {"system", "popen", "execv", "execve", "execvp", "execl", "spawnv", "spawnl", "posix_spawn", "startfile"}
_RENDERS = {"Environment", "Template", "NativeEnvironment", "SandboxedEnvironment"}


def places(file: Path) -> Iterator[str]:
    """Names in a file by which something could be run."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    own |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            root = node.module.partition(".")[0]
            watched = {"jinja2": _RENDERS, "os": _OS}.get(root, None if root in _MODULES else set())
            yield from (f"{root}.{each.name}" for each in node.names if watched is None or each.name in watched)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name, attribute = node.value.id, node.attr
            if name in _MODULES or (name == "os" and attribute in _OS) or (name == "jinja2" and attribute in _RENDERS):
                yield f"{name}.{attribute}"
            elif attribute in ("render", "from_string") and "jinja2" in file.read_text(encoding="utf-8"):
                yield f"jinja2 {attribute}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BUILTINS - own:
            yield node.func.id


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_nothing_is_run_but_where_it_has_to_be(file: Path) -> None:
    name = file.relative_to(PACKAGE).as_posix()
    known = {what for where, what in PLACES if where == name}
    allowed = {"subprocess.DEVNULL", "subprocess.TimeoutExpired", "subprocess.PIPE"}
    assert set(places(file)) - allowed == known


def test_every_place_is_in_a_file() -> None:
    assert {where for where, _ in PLACES} <= {file.relative_to(PACKAGE).as_posix() for file in FILES}
