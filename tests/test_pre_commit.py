"""The hook for pre-commit: what it is given, and what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from click.testing import CliRunner, Result

from databricks_workflows.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RIGHT = """\
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

from helpers import paths

with DAG("sales"), DatabricksWorkflowTaskGroup(group_id="etl"):
    DatabricksNotebookOperator(task_id="load", notebook_path=paths.LOAD, source="WORKSPACE")
"""
OTHER = "raise SystemExit('not to be run by itself')\n"


def hook() -> dict[str, Any]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    found: dict[str, Any]
    (found,) = hooks
    return found


def run(*files: str) -> Result:
    """As pre-commit does: entry, arguments, file names."""
    program, *words = shlex.split(hook()["entry"])
    assert program == "databricks-workflows"
    return CliRunner().invoke(main, [*words, *files])


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "dags/right.py": RIGHT,
        "dags/wrong.py": RIGHT.replace("source=", "sorce="),
        "dags/helpers/__init__.py": "",
        "dags/helpers/paths.py": "LOAD = '/load'\n",
        "dags/empty.py": "from airflow import DAG\n",
        "dags/other.py": OTHER,
        "dags/nothing.json": "{}",
    }.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def test_the_hook_is_complete() -> None:
    found = hook()
    assert (found["id"], found["language"]) == ("databricks-workflows-validate", "python")
    assert {"name", "description", "files"} <= set(found)
    assert "args" not in found  # a repository's own would replace them
    assert f"- id: {found['id']}" in README


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dags/sales.py", True),
        ("airflow/dags/team/sales.py", True),
        ("workflows/sales.py", True),
        ("cdktf.out/stacks/sales/cdk.tf.json", True),
        ("cdk.tf.json", True),
        ("setup.py", False),
        ("my_dags/sales.py", False),
        ("dags/README.md", False),
        ("dags/package.json", False),
        ("dags/sales.pyc", False),
    ],
)
def test_which_files_it_is_given(name: str, expected: bool) -> None:
    assert bool(re.search(hook()["files"], name)) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("jobs/sales.json", True), ("dags/sales.py", True), ("package.json", False)]
)
def test_the_files_that_the_readme_adds(name: str, expected: bool) -> None:
    (block,) = re.findall(r"^```yaml\n(repos:.*?)^```", README, re.DOTALL | re.MULTILINE)
    (repository,) = yaml.safe_load(block)["repos"]
    (found,) = repository["hooks"]
    assert bool(re.search(found["files"], name)) is expected
    assert found["files"].startswith(hook()["files"])
    assert CliRunner().invoke(main, ["validate", "--allow-empty", *found["args"], "dags/right.py"]).exit_code == 0


def test_a_right_file() -> None:
    result = run("dags/right.py")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 file, 1 job, 1 task: no problems\n", "")


def test_a_wrong_file_among_others() -> None:
    result = run("dags/right.py", "dags/wrong.py", "dags/helpers/paths.py")
    assert result.exit_code == 1
    assert "dags/wrong.py:8: error DW001: " in result.stdout


def test_a_file_without_a_workflow_is_an_info_and_what_is_no_dag_file_is_not_run() -> None:
    result = run("dags/empty.py", "dags/helpers/__init__.py", "dags/helpers/paths.py", "dags/other.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line for line in result.stdout.splitlines() if not line.startswith("    ")] == [
        "dags/empty.py:1: info DW091: dags/empty.py holds no workflow group",
        *(
            f"{name}:1: info DW091: {name} does not look like a workflow file, and was not run"
            for name in ("dags/helpers/__init__.py", "dags/helpers/paths.py", "dags/other.py")
        ),
        "4 infos in 4 of 4 files",
    ]


def test_a_document_without_a_job_is_an_info_too() -> None:
    result = run("dags/nothing.json")
    assert result.exit_code == 0
    assert result.stdout.startswith("dags/nothing.json:1: info DW091: ")


@pytest.mark.parametrize("name", ["dags/empty.py", "dags/other.py", "dags/nothing.json"])
def test_without_the_option_it_is_an_error(name: str) -> None:
    assert CliRunner().invoke(main, ["validate", name]).exit_code == 1
