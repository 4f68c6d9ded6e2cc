"""How bad a project says that rules are, as every kind of input has it."""

from __future__ import annotations

import json
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


# rules


@pytest.mark.parametrize("change", [say, in_context], ids=["pyproject.toml", "cdktf.json"])
def test_rules_has_what_the_project_says(change: object) -> None:
    assert callable(change)
    title = "a job cluster that no task uses"
    assert f"\nDW023  warning  {title}  docs/rules/DW023.md\n" in run("rules").stdout
    change("off")
    assert f"\nDW023  off      {title}  docs/rules/DW023.md  (by default warning)\n" in run("rules").stdout
    shown = json.loads(run("rules", "--json", "DW023").stdout)
    assert shown == {
        "rules": [
            {
                "code": "DW023",
                "severity": "off",
                "default_severity": "warning",
                "title": title,
                "why": shown["rules"][0]["why"],
                "page": "docs/rules/DW023.md",
            }
        ]
    }
