"""``validate --format sarif`` and ``--format github``, of every kind of input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from tests.support.sarif import results_of

TESTS = Path(__file__).parents[2]


def validate(form: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", "--format", form, *arguments])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    dags = tmp_path / "my dags ü%"
    dags.mkdir()
    for name in ("suppressed.py", "regions.py", "unknown_cluster.py"):
        shutil.copy(TESTS / "workflows" / name, dags)
    shutil.copy(TESTS / "workflows" / "cycle.py", dags / "a\nb,c.py")
    shutil.copy(TESTS / "documents" / "wrong.tf.json", tmp_path)
    shutil.copy(TESTS / "apps" / "five_mistakes.py", tmp_path / "main.py")
    return tmp_path


INPUTS = {
    "my dags ü%": ("my%20dags%20%C3%BC%25/a%0Ab%2Cc.py", "my%20dags%20%C3%BC%25/unknown_cluster.py"),
    "my dags ü%/unknown_cluster.py": ("my%20dags%20%C3%BC%25/unknown_cluster.py",),
    "my dags ü%/a\nb,c.py": ("my%20dags%20%C3%BC%25/a%0Ab%2Cc.py",),
    "wrong.tf.json": ("wrong.tf.json",),
    "main.py": ("main.py",),
    ".": ("main.py",),
}


@pytest.mark.parametrize("given", INPUTS, ids=ascii)
def test_sarif_has_every_problem_and_stdout_nothing_else(given: str) -> None:
    result = validate("sarif", given)
    assert (result.exit_code, result.stderr) == (1, "")
    found = json.loads(CliRunner().invoke(main, ["validate", "--json", given]).stdout)["diagnostics"]
    results = results_of(json.loads(result.stdout))
    assert [(each["ruleId"], each["message"]["text"].partition("\n")[0]) for each in results] == [
        (each["code"], each["summary"]) for each in found
    ]
    places = [each["locations"][0]["physicalLocation"] for each in results]
    assert [each["region"]["startLine"] for each in places] == [each["line"] for each in found]
    errors = {
        place["artifactLocation"]["uri"]
        for place, each in zip(places, results, strict=True)
        if each["level"] == "error"
    }
    assert errors == set(INPUTS[given])
    assert ["suppressions" in each for each in results] == [each["suppressed"] for each in found]


@pytest.mark.parametrize("given", INPUTS, ids=ascii)
def test_annotations_are_one_line_each_and_stdout_has_nothing_else(given: str) -> None:
    result = validate("github", given)
    assert (result.exit_code, result.stderr) == (1, "")
    found = json.loads(CliRunner().invoke(main, ["validate", "--json", given]).stdout)["diagnostics"]
    command = {"error": "error", "warning": "warning", "info": "notice"}
    loud = [each for each in found if not each["suppressed"]]
    lines = result.stdout.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [f"::{command[each['severity']]}" for each in loud]
    assert [f",title={each['code']}::" in line for line, each in zip(lines, loud, strict=True)] == [True] * len(loud)


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_nothing_wrong_is_exit_code_0(form: str) -> None:
    result = validate(form, "my dags ü%/regions.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert results_of(json.loads(result.stdout)) == [] if form == "sarif" else result.stdout == ""


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_what_can_not_be_used_is_exit_code_2(form: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = validate(form, "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: empty: ")


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_strict_lets_warnings_fail(form: str) -> None:
    shutil.copy(TESTS / "workflows" / "autoscale_and_workers.py", "dag.py")
    assert [validate(form, "dag.py").exit_code, validate(form, "--strict", "dag.py").exit_code] == [0, 1]


def test_a_step_in_a_folder_of_the_repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "my dags ü%")
    (result,) = results_of(json.loads(validate("sarif", "unknown_cluster.py").stdout))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "my%20dags%20%C3%BC%25/unknown_cluster.py"
    assert validate("github", "unknown_cluster.py").stdout.startswith(
        "::error file=my dags ü%25/unknown_cluster.py,line=14,"
    )


INVALID = """\
from cdktf import App, TerraformStack
from databricks_workflows import WorkflowApp, WorkflowStack
import jsii
from constructs import IValidation

@jsii.implements(IValidation)
class Never:
    def validate(self):
        return ["never right"]

app = WorkflowApp()
WorkflowStack(app, "sales").node.add_validation(Never())
app.synth()
"""


def test_a_problem_of_a_construct_stands_at_the_app(folder: Path) -> None:
    (folder / "app").mkdir()
    (folder / "app" / "main.py").write_text(INVALID)
    (result,) = results_of(json.loads(validate("sarif", "app").stdout))
    assert result["ruleId"] == "DW080"
    assert result["locations"][0] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "app/main.py", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1},
        },
        "logicalLocations": [{"fullyQualifiedName": "sales"}],
    }


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_name_of_thousands_of_characters_is_shortened(form: str, folder: Path) -> None:
    tasks = [{"task_key": "k" * 5_000, "x" * 5_000: "y" * 5_000, "depends_on": [{"task_key": "z" * 5_000}]}]
    (folder / "long.json").write_text(json.dumps({"name": "n" * 5_000, "tasks": tasks}), encoding="utf-8")
    output = validate(form, "long.json").output
    assert "(5,000 characters)" in output
    assert "kkkkkkkkk" in output
    for letter in "knxyz":
        assert letter * 100 not in output
