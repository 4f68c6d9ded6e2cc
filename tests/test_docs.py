"""What the documentation shows is true: every example runs, every public name is explained."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import databricks_workflows
import databricks_workflows.authoring
import databricks_workflows.model
import databricks_workflows.testing
from tools.generate_rules import Incomplete, example

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(databricks_workflows.__path__, "databricks_workflows.")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_docstrings_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize("block", re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE))
def test_the_python_of_the_readme_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.py").write_text(block)
    (tmp_path / "etl").mkdir()
    (tmp_path / "etl" / "load.py").write_text("# Databricks notebook source\n")  # a file that the README brings along
    exec(compile(block, str(tmp_path / "main.py"), "exec"), {"__name__": "__main__"})
    assert (tmp_path / "cdktf.out" / "stacks" / "sales" / "cdk.tf.json").is_file()


def test_the_readme_begins_with_the_two_commands() -> None:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert blocks[:2] == [("sh", "python3 dev.py synth\n"), ("sh", "python3 dev.py test\n")]


@pytest.mark.parametrize("tool", ["generate_docs.py", "generate_rules.py"])
def test_generated_pages_are_what_their_tool_makes(tool: str) -> None:
    made = subprocess.run([sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True)
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")


def test_a_rule_without_an_example_is_named() -> None:
    with pytest.raises(Incomplete, match="rule DW999 has no example"):
        example("DW999", "wrong")


PUBLIC = [
    *((databricks_workflows, name) for name in databricks_workflows.__all__),
    (databricks_workflows.testing, "assert_golden"),
    (databricks_workflows.testing, "synthesize"),
]


@pytest.mark.parametrize(("module", "name"), PUBLIC, ids=[name for _, name in PUBLIC])
def test_every_public_name_is_explained(module: object, name: str) -> None:
    member = getattr(module, name)
    text = inspect.getdoc(member)
    assert text is not None
    assert ">>>" in text
    assert not member.__doc__.startswith(f"{name}(")  # what dataclasses write themselves


@pytest.mark.parametrize("name", databricks_workflows.authoring.__all__)
def test_the_constructs_have_the_docstrings_of_the_plain_objects(name: str) -> None:
    plain = getattr(databricks_workflows.authoring, name)
    if name in databricks_workflows.__all__:
        assert getattr(databricks_workflows, name).__doc__ == plain.__doc__


def test_every_public_name_can_be_imported() -> None:
    assert sorted(databricks_workflows.__all__) == databricks_workflows.__all__
    assert {name: getattr(databricks_workflows, name).__name__ for name in databricks_workflows.__all__} == {
        name: name for name in databricks_workflows.__all__
    }
