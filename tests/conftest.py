"""For all tests: golden files, and an environment without anything that CDKTF, Terraform or Databricks would read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["databricks_workflows.testing.plugin", "pytester"]

READ_BY_OUR_TOOLS = ("AIRFLOW_CONN_", "CDKTF_", "DATABRICKS_", "TF_")


def pytest_configure() -> None:
    """Before anything starts: the node process that CDKTF runs in keeps the environment of its start."""
    for name in [name for name in os.environ if name.startswith(READ_BY_OUR_TOOLS)]:
        del os.environ[name]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees what another one set, nor anybody's own settings at home."""
    for name in [name for name in os.environ if name.startswith(READ_BY_OUR_TOOLS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
