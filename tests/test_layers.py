"""What may import what: each stage only those before it, and CDKTF in one folder alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "constructs" / "databricks_workflows"
NAME = "databricks_workflows"

# The way data takes; a stage imports itself and what stands above it, those of the first row each other too.
ORDER = [
    ["diagnostics", "errors", "files", "node", "origin", "rules"],
    ["schema"],
    ["model"],
    ["authoring"],
    ["resolve"],
    ["checks"],
    ["documents", "render"],
    ["pipeline"],
    ["codegen"],
    ["compare", "runs"],
    ["views"],
    ["uncaught"],
    ["airflow"],
    ["cdk"],
    ["testing", "cli"],
]
ROW = {stage: number for number, row in enumerate(ORDER) for stage in row}
# It comes before, and is none of its business.
NOT_EITHER = {
    ("documents", "checks"),
    ("documents", "render"),
    ("render", "checks"),
    ("render", "documents"),
    *(
        ("runs", stage)
        for stage in ("schema", "model", "authoring", "resolve", "checks", "documents", "render", "pipeline", "codegen")
    ),
}
# They may use the package's public names, as its users do.
AT_THE_END = ("airflow", "testing", "cli")


def python_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """What a file imports (``from a import b`` is ``a.b``), and whether it does so only when a function is called."""

    def visit(node: ast.AST, later: bool) -> Iterator[tuple[str, bool]]:
        if isinstance(node, ast.Import):
            yield from ((each.name, later) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (("." * node.level + f"{node.module}.{each.name}", later) for each in node.names)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, later or isinstance(node, ast.FunctionDef))

    return visit(ast.parse(file.read_text(encoding="utf-8")), False)


def may_import(stage: str, other: str) -> bool:
    if other not in ROW:
        return stage in AT_THE_END
    return stage == other or (ROW[other] < max(ROW[stage], 1) and (stage, other) not in NOT_EITHER)


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


MODULES = [file for file in python_files("constructs") if file != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_a_stage_imports_only_what_comes_before_it(file: Path) -> None:
    stage = file.relative_to(PACKAGE).with_suffix("").parts[0]
    assert stage in ROW, f"give {stage} a place in ORDER"
    wrong = [
        name
        for name, _ in imports(file)
        if name.startswith(NAME) and not may_import(stage, name.partition(".")[2].partition(".")[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_only_cdk_imports_what_starts_node(file: Path) -> None:
    stage = file.relative_to(PACKAGE).with_suffix("").parts[0]
    found = {(name.partition(".")[0], later) for name, later in imports(file)}
    if file == PACKAGE / "cdk" / "_cdk.py":
        return
    assert not {"cdktf", "constructs"} & {name for name, _ in found}, "they come from cdk/_cdk.py"
    assert stage == "cdk" or ("jsii", False) not in found
    assert stage in ("cdk", "testing", "cli") or ("jsii", True) not in found


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_only_runs_imports_the_client_of_databricks(file: Path) -> None:
    stage = file.relative_to(PACKAGE).with_suffix("").parts[0]
    for name, later in imports(file):
        if name.startswith(("databricks.", "requests")) and stage != "runs":
            # a type that the commands hand on, and the clock that they wait by
            assert name.startswith("databricks.sdk.clock.")
            assert later or "TYPE_CHECKING" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("module", ["authoring", "pipeline", "airflow", "testing.plugin", "compare", "views"])
def test_nothing_else_loads_it(module: str) -> None:
    run(f"import sys, {NAME}.{module}; assert not {{'jsii', 'cdktf', 'constructs'}} & set(sys.modules)")


def test_cdktf_is_found_beside_our_folder_named_constructs() -> None:
    run("import cdktf, constructs, os; assert os.path.dirname(constructs.__file__) != os.path.abspath('constructs')")
    assert not (ROOT / "constructs" / "__init__.py").exists()
    packages = [file.parent for file in python_files("tests") if file.name == "__init__.py"]
    assert [folder for folder in packages if folder.name == "constructs" or any(folder.glob("test_*.py"))] == []


def test_nothing_loads_the_package_twice() -> None:
    tests = [*ROOT.glob("tests/*.py"), *python_files("tests/e2e", "tests/support", "tests/unit")]
    ours = [*ROOT.glob("*.py"), *python_files("constructs", "stacks", "tools"), *tests]
    names = [f"{shown(file)}: {name}" for file in ours for name, _ in imports(file)]
    assert [name for name in names if f": constructs.{NAME}" in name or ": ." in name] == []


def run(code: str) -> None:
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
