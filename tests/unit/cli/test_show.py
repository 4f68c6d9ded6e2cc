"""``show``: resolved jobs as JSON, in three vocabularies."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.testing import Golden

TESTS = Path(__file__).parents[2]
GOLDEN = "../../golden/cli/show"
FORMS = ["model", "api", "terraform"]
KEYS = {"code", "severity", "summary", "remedy", "path", "file", "line", "suppressed"}


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments])


@pytest.fixture(autouse=True)
def _among_workflows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "workflows")


@pytest.mark.parametrize("form", FORMS)
def test_a_workflow_file_in_each_vocabulary(form: str, golden: Golden) -> None:
    result = show("sales.py", "--as", form)
    assert result.exit_code == 0
    assert result.stderr == ""
    golden(json.loads(result.stdout), f"{GOLDEN}/sales.{form}.json")


@pytest.mark.parametrize("form", FORMS)
def test_a_job_of_the_api_in_each_vocabulary(form: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS / "documents")
    result = show("jobs_get.json", "--as", form)
    assert result.exit_code == 0
    golden(json.loads(result.stdout), f"{GOLDEN}/jobs_get.{form}.json")


@pytest.mark.parametrize("name", sorted(path.stem for path in (TESTS / "golden").glob("*.tf.json")))
def test_a_document_shown_as_terraform_is_the_document(name: str) -> None:
    path = TESTS / "golden" / f"{name}.json"
    document = json.loads(path.read_bytes())["resource"]["databricks_job"]
    shown = json.loads(show(str(path), "--as", "terraform").stdout)["jobs"]
    assert {each["path"].removeprefix("databricks_job."): each["settings"] for each in shown} == {
        address: without_meta_arguments(body) for address, body in document.items()
    }


def without_meta_arguments(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("depends_on", "lifecycle", "provider")}


def test_json_is_printed_for_a_wrong_workflow_too() -> None:
    result = show("cycle.py")
    assert result.exit_code == 1
    shown = json.loads(result.stdout)
    assert set(shown) == {"jobs", "diagnostics"}
    assert [set(each) for each in shown["jobs"]] == [{"path", "file", "line", "settings"}]
    assert [set(each) for each in shown["diagnostics"]] == [KEYS]
    assert result.stderr.startswith("cycle.py:11: error DW004: these tasks wait for each other: ")


def test_what_the_file_prints_is_not_in_the_json() -> None:
    result = show("fails.py")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["jobs"] == []
    assert result.stderr.startswith("reading the settings\nfails.py:5: error DW090: ")


def test_what_a_program_started_by_the_file_prints_is_not_in_the_json(tmp_path: Path) -> None:
    file = tmp_path / "talks.py"
    file.write_text("import os\nos.system('echo from a child')\n" + Path("regions.py").read_text())
    code = "from databricks_workflows.cli import main; main()"
    result = subprocess.run([sys.executable, "-c", code, "show", str(file)], capture_output=True, text=True, check=True)
    assert len(json.loads(result.stdout)["jobs"]) == 2
    assert result.stderr == "from a child\n"


def test_infos_and_suppressed_problems_stand_in_the_json_alone() -> None:
    for name in ("sales.py", "suppressed.py"):
        result = show(name)
        assert len(json.loads(result.stdout)["diagnostics"]) == 1
        assert result.stderr == ""


# Choices


def test_airflows_task_keys() -> None:
    keys = [
        task["task_key"]
        for task in json.loads(show("sales.py", "--task-keys", "airflow").stdout)["jobs"][0]["settings"]["tasks"]
    ]
    assert all(len(key) == 32 for key in keys)
    assert keys == sorted(keys)


def test_a_template_without_an_equivalent_may_be_kept() -> None:
    assert show("unmapped_template.py").exit_code == 1
    result = show("unmapped_template.py", "--on-unmapped", "keep")
    assert result.exit_code == 0
    task = json.loads(result.stdout)["jobs"][0]["settings"]["tasks"][0]
    assert task["spark_python_task"]["parameters"] == ["--since", "{{ macros.ds_add(ds, -7) }}"]


@pytest.mark.parametrize(
    "option", [["--task-keys", "airflow"], ["--on-unmapped", "keep"], ["--ds", "fire_time"]], ids=" ".join
)
@pytest.mark.parametrize(
    ("path", "what"),
    [("../documents/cycle.json", "a document"), ("../apps/five_mistakes.py", "an app, whose stacks say it")],
)
def test_choices_are_for_workflow_files(option: list[str], path: str, what: str) -> None:
    result = show(path, *option)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: --task-keys, --on-unmapped, --ds, --allow-unsupported and --variables are for workflow files, "
        f"and {path} is {what}\n"
    )


# The working folder's settings


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "workflow.py"
    file.write_text(
        "from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup\n"
        "with DatabricksWorkflowTaskGroup(group_id='etl'):\n"
        "    DatabricksNotebookOperator(task_id='load', notebook_path='/load', job_cluster_key='shared')\n"
    )
    return tmp_path


def test_the_cluster_catalog_of_cdktf_json_counts(project: Path) -> None:
    assert show("workflow.py").exit_code == 1
    context = {"databricks_workflows": {"clusters": {"shared": {"policy_id": "ETL", "num_workers": 2}}}}
    (project / "cdktf.json").write_text(json.dumps({"context": context}))
    settings = json.loads(show("workflow.py").stdout)["jobs"][0]["settings"]
    assert settings["job_clusters"] == [
        {"job_cluster_key": "shared", "new_cluster": {"policy_id": "ETL", "num_workers": 2}}
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{\n,", "cdktf.json:2: it is no JSON: "),
        ("[]", "cdktf.json: it is no JSON object"),
        ('{"context": 5}', 'cdktf.json: "context" is 5, expected an object'),
        ('{"app": ["x"]}', 'cdktf.json: "app" is ["x"], expected text'),
        (
            '{"context": {"databricks_workflows": {"clusters": []}}}',
            "cdktf.json: databricks_workflows in the context: 'clusters' is []; write an object",
        ),
    ],
)
def test_a_wrong_cdktf_json_is_wrong_usage(project: Path, content: str, message: str) -> None:
    (project / "cdktf.json").write_text(content)
    result = show("workflow.py")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {message}")


def test_the_host_of_an_airflow_connection_is_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_DATABRICKS_DEFAULT", "https://example.cloud.databricks.com")
    codes = [each["code"] for each in json.loads(show("workflow.py").stdout)["diagnostics"]]
    assert codes == ["DW051", "DW021"]
