"""What authors' files say not to count, as every kind of input has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from tests.support.sarif import results_of

# As Airflow runs it: there is no suppress= to give.
DAG = """\
from airflow import DAG
from airflow.providers.databricks.operators.databricks import DatabricksNotebookOperator
from airflow.providers.databricks.operators.databricks_workflow import DatabricksWorkflowTaskGroup

with DAG("sales", schedule="0 6 * * *"):
    with DatabricksWorkflowTaskGroup(group_id="daily"):
        DatabricksNotebookOperator(
            task_id="load",
            notebook_path="/sales/load",
            source="WORKSPACE",
            notebook_params={"day": "{{ ds }}"},
        )
"""
# In two stacks by one line; an update of both names tells of the second.
APP = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

app = WorkflowApp()
for market, day in (("nl", "{{ ds }}"), ("de", "{{job.trigger.time.iso_date}}")):
    with WorkflowStack(app, market), DatabricksWorkflowTaskGroup(group_id=market):
        DatabricksNotebookOperator(task_id="load", notebook_path="/load", notebook_params={"day": day})
app.synth()
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def write(file: str, text: str, comments: dict[int, str] | None = None) -> None:
    lines = text.splitlines()
    for line, codes in (comments or {}).items():
        lines[line - 1] += f"  # databricks-workflows: suppress {codes}"
    Path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def told(result: Result) -> list[tuple[str, int, bool]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return [(each["code"], each["line"], each["suppressed"]) for each in found]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ({}, [("DW031", 11, False)]),
        ({11: "DW031"}, [("DW031", 11, True)]),
        ({7: "DW031"}, [("DW031", 11, True)]),
        ({5: "DW031"}, [("DW031", 11, True)]),
        ({8: "DW031"}, [("DW105", 8, False), ("DW031", 11, False)]),
        ({11: "DW31"}, [("DW031", 11, False), ("DW106", 11, False)]),
        ({5: "DW031", 7: "DW031"}, [("DW031", 11, True)]),
    ],
)
def test_a_dag_file(comments: dict[int, str], expected: list[tuple[str, int, bool]]) -> None:
    write("sales.py", DAG, comments)
    result = run("validate", "--strict", "--json", "sales.py")
    assert told(result) == expected
    unheard = {("DW031", 11, False), ("DW106", 11, False)}
    assert result.exit_code == (1 if unheard & set(expected) else 0)


def test_what_is_silenced_is_in_the_last_line() -> None:
    write("sales.py", DAG, {11: "DW031"})
    lines = run("validate", "--strict", "sales.py").stdout.splitlines()
    assert lines[0].startswith("sales.py:11: warning DW031: ")
    assert lines[0].endswith(" [sales/daily/load] (suppressed)")
    assert lines[-1] == "1 suppressed in 1 file"


def test_an_error_is_silenced_too() -> None:
    write("sales.py", DAG.replace("ds }}", "conn.x }}"), {11: "DW030"})
    result = run("validate", "--json", "sales.py")
    assert (result.exit_code, told(result)) == (0, [("DW030", 11, True)])


@pytest.mark.parametrize("command", [["validate", "--json", "."], ["synth", "--json"]], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ({}, [("DW037", 6, False)]),
        ({6: "DW037"}, [("DW037", 6, True)]),
        ({4: "DW037"}, [("DW037", 6, True)]),
        ({5: "DW031"}, [("DW105", 5, False), ("DW037", 6, False)]),
    ],
)
def test_an_app_whose_stacks_come_from_one_line(
    command: list[str], comments: dict[int, str], expected: list[tuple[str, int, bool]]
) -> None:
    write("main.py", APP, comments)
    result = run(*command)
    assert (result.exit_code, told(result)) == (0, expected)


@pytest.mark.parametrize("code", ["DW037", "DW031"])
def test_suppress_of_an_apps_constructs(code: str) -> None:
    text = APP.replace('notebook_path="/load"', f'notebook_path="/load", suppress=["{code}"]')
    write("main.py", text)
    expected = [("DW037", 6, True)] if code == "DW037" else [("DW037", 6, False), ("DW105", 6, False)]
    assert told(run("validate", "--json", ".")) == expected


def test_an_error_that_a_comment_silences_keeps_no_document_from_being_written() -> None:
    write("main.py", APP.replace("ds }}", "conn.x }}"), {6: "DW030"})
    assert run("synth").exit_code == 0
    assert Path("cdktf.out/stacks/nl/cdk.tf.json").is_file()


SAME_NAME = """\
from databricks_workflows import DatabricksNotebookOperator, DatabricksWorkflowTaskGroup, WorkflowApp, WorkflowStack

app = WorkflowApp()
for market in ("nl", "de"):
    with WorkflowStack(app, market), DatabricksWorkflowTaskGroup(group_id="etl"{}):
        DatabricksNotebookOperator(task_id="load", notebook_path="/load")
app.synth()
"""


@pytest.mark.parametrize(
    ("argument", "comments"), [(', suppress=["DW072"]', {}), ("", {5: "DW072"})], ids=["suppress=", "comment"]
)
def test_what_is_told_across_stacks(argument: str, comments: dict[int, str]) -> None:
    write("main.py", SAME_NAME.format(""))
    assert told(run("validate", "--json", ".")) == [("DW072", 5, False)]
    write("main.py", SAME_NAME.format(argument), comments)
    assert told(run("validate", "--json", ".")) == [("DW072", 5, True)]


def test_sarif_says_who_silences_what() -> None:
    Path("pyproject.toml").write_text('[tool.databricks-workflows.rules]\nDW012 = "off"\n')
    write("comment.py", DAG, {11: "DW031"})
    other = DAG.replace('DAG("sales"', 'DAG("other"')
    write("argument.py", other.replace('task_id="load"', 'task_id="load", pool="x", suppress=["DW031"]'))
    result = run("validate", "--format", "sarif", "comment.py", "argument.py")
    results = results_of(json.loads(result.stdout))
    kinds = [
        (
            each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            each["ruleId"],
            [one["kind"] for one in each["suppressions"]],
        )
        for each in results
    ]
    assert kinds == [
        ("argument.py", "DW012", ["external"]),
        ("argument.py", "DW031", ["inSource"]),
        ("comment.py", "DW031", ["inSource"]),
    ]
