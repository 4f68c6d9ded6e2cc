"""How bad a project says that rules are, as every kind of input has it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main

WORKFLOW = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup

cluster = {"instance_pool_id": "p", "spark_version": "16.4.x-scala2.12", "num_workers": 1}
idle = {"job_cluster_key": "idle", "new_cluster": cluster}
with DatabricksWorkflowTaskGroup(group_id="etl", job_clusters=[idle]):
    DatabricksNotebookOperator(task_id="load", notebook_path="/load")
"""
APP = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

cluster = {"instance_pool_id": "p", "spark_version": "16.4.x-scala2.12", "num_workers": 1}
idle = {"job_cluster_key": "idle", "new_cluster": cluster}
app = WorkflowApp()
with WorkflowStack(app, "sales"), DatabricksWorkflowTaskGroup(group_id="etl", job_clusters=[idle]):
    DatabricksNotebookOperator(task_id="load", notebook_path="/load")
app.synth()
"""
DOCUMENT = {
    "name": "etl",
    "tasks": [{"task_key": "load", "notebook_task": {"notebook_path": "/load"}}],
    "job_clusters": [
        {
            "job_cluster_key": "idle",
            "new_cluster": {"instance_pool_id": "p", "spark_version": "16.4.x-scala2.12", "num_workers": 1},
        }
    ],
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(autouse=True)
def _in_a_folder_with_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("workflow.py").write_text(WORKFLOW)
    Path("main.py").write_text(APP)
    Path("job.json").write_text(json.dumps(DOCUMENT))


def say(severity: str) -> None:
    Path("pyproject.toml").write_text(f'[tool.databricks-workflows.rules]\nDW023 = "{severity}"\n')


def in_context(severity: str) -> None:
    context = {"databricks_workflows": {"rules": {"DW023": severity}}}
    Path("cdktf.json").write_text(json.dumps({"app": "python main.py", "context": context}))


INPUTS = ["workflow.py", "job.json", "main.py", "."]


@pytest.mark.parametrize("given", INPUTS)
@pytest.mark.parametrize("change", [say, in_context], ids=["pyproject.toml", "cdktf.json"])
@pytest.mark.parametrize(
    ("severity", "exit_code", "told"),
    [
        ("error", 1, ("error", False)),
        ("warning", 0, ("warning", False)),
        ("info", 0, ("info", False)),
        ("off", 0, ("warning", True)),
    ],
)
def test_it_is_as_bad_as_the_project_says(
    given: str, change: object, severity: str, exit_code: int, told: tuple[str, bool]
) -> None:
    assert callable(change)
    change(severity)
    result = run("validate", "--json", given)
    assert result.exit_code == exit_code
    found = [each for each in json.loads(result.stdout)["diagnostics"] if each["code"] == "DW023"]
    assert [(each["severity"], each["suppressed"]) for each in found] == [told]


@pytest.mark.parametrize("given", INPUTS)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '[tool.databricks-workflows.rules]\nDW0023 = "off"\n',
            "pyproject.toml: tool.databricks-workflows.rules names 'DW0023', which is no rule; did you mean 'DW023'?",
        ),
        (
            '[tool.databricks-workflows.rules]\nDW023 = "of"\n',
            "pyproject.toml: tool.databricks-workflows.rules: DW023 is 'of', expected one of error, warning, info, off",
        ),
        ("[tool\n", "pyproject.toml: can't be read: "),
    ],
    ids=["code", "severity", "no TOML"],
)
def test_a_wrong_pyproject_is_one_line(given: str, content: str, message: str) -> None:
    Path("pyproject.toml").write_text(content)
    result = run("validate", given)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Error: {message}")
    assert result.stderr.count("\n") == 1


def test_a_wrong_pyproject_keeps_synth_from_writing() -> None:
    say("of")
    result = run("synth")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert not Path("cdktf.out").exists()


def found_in(*given: str) -> dict[str, str]:
    """How bad the rule is in each file."""
    found = json.loads(run("validate", "--json", *given).stdout)["diagnostics"]
    return {each["file"]: each["severity"] for each in found if each["code"] == "DW023"}


def in_projects() -> list[str]:
    """The inputs in two projects below the working folder, of which only one says something."""
    for name in ("one", "two"):
        Path(name, "dags").mkdir(parents=True)
        for file in ("workflow.py", "job.json"):
            Path(file).replace(f"{name}/dags/{file}") if name == "two" else shutil.copy(file, f"{name}/dags")
        Path(name, "app").mkdir()
        shutil.copy("main.py", f"{name}/app")
    Path("main.py").unlink()
    Path("one/pyproject.toml").write_text('[tool.databricks-workflows.rules]\nDW023 = "error"\n')
    return [
        f"{name}/{file}" for name in ("one", "two") for file in ("dags/workflow.py", "dags/job.json", "app/main.py")
    ]


def test_each_file_has_what_its_own_project_says() -> None:
    files = in_projects()
    expected = dict(zip(files, 3 * ["error"] + 3 * ["warning"], strict=True))
    for file in files:
        assert found_in(file) == {file: expected[file]}
    assert found_in(*files) == expected
    say("info")
    assert found_in(*files) == {file: "error" if word == "error" else "info" for file, word in expected.items()}


def test_it_is_the_same_from_within_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    in_projects()
    monkeypatch.chdir("one/dags")
    assert found_in("workflow.py", "job.json", "../app") == {
        "workflow.py": "error",
        "job.json": "error",
        "../app/main.py": "error",
    }
    assert "\nDW023  error    " in run("rules").stdout


def test_a_folder_of_dag_files_may_hold_several_projects() -> None:
    files = [file for file in in_projects() if file.endswith("workflow.py")]
    assert found_in(".") == dict(zip(files, ["error", "warning"], strict=True))


def test_a_wrong_pyproject_above_a_file_is_told_before_it_is_read() -> None:
    in_projects()
    Path("two/pyproject.toml").write_text("[tool.databricks_workflows.rules]\n")
    result = run("validate", "one/dags/workflow.py", "two/dags/workflow.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: two/pyproject.toml: tool.databricks_workflows is no table of this program; "
        "did you mean 'tool.databricks-workflows'?\n"
    )


# rules


@pytest.mark.parametrize("change", [say, in_context], ids=["pyproject.toml", "cdktf.json"])
def test_rules_has_what_the_project_says(change: object) -> None:
    assert callable(change)
    title = "a job cluster that no task uses"
    assert f"\nDW023  warning  {title}  docs/rules/DW023.md\n" in run("rules").stdout
    change("off")
    assert f"\nDW023  off      {title}  docs/rules/DW023.md  (by default warning)\n" in run("rules").stdout
    shown = json.loads(run("rules", "--json").stdout)["rules"]
    (ours,) = (each for each in shown if each["code"] == "DW023")
    assert ours == {
        "code": "DW023",
        "severity": "off",
        "default_severity": "warning",
        "title": title,
        "why": ours["why"],
        "page": "docs/rules/DW023.md",
    }
