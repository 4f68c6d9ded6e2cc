"""For all tests: golden files, and an environment without anything that CDKTF, Terraform or Databricks would read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import hypothesis
import pytest

from databricks_workflows.node import use_node
from tests.support.mirror import REAL_PROVIDER
from tests.support.terraform_cli import Terraform, prepare

pytest_plugins = ["databricks_workflows.testing.plugin", "pytester"]

READ_BY_OUR_TOOLS = ("AIRFLOW_CONN_", "CDKTF_", "DATABRICKS_", "GITHUB_WORKSPACE", "TF_")


# How long something takes says nothing of it: the machine may be busy. The long profile is chosen by hand:
# pytest tests/property --hypothesis-profile=long
hypothesis.settings.register_profile("without deadline", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)


def pytest_configure(config: pytest.Config) -> None:
    """Before anything starts: the node process that CDKTF runs in keeps the environment of its start."""
    for name in settings():
        del os.environ[name]
    use_node()
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "without deadline")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one left behind."""
    for name in settings():
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _one_day() -> Iterator[None]:
    """What is told of Databricks Runtimes depends on the day; for tests it is always the same one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("databricks_workflows.resolve.settings.today", lambda: date(2026, 1, 1))
        yield


def settings() -> list[str]:
    return [name for name in os.environ if name.startswith(READ_BY_OUR_TOOLS) and name != REAL_PROVIDER]


@pytest.fixture(scope="session")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    """Terraform with a provider, for documents whose workspace is on this machine."""
    return prepare(tmp_path_factory.mktemp("terraform"))
