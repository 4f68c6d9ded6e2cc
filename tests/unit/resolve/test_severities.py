"""How bad a project says that rules are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.diagnostics import Severity
from databricks_workflows.pipeline import Settings, check_together
from databricks_workflows.resolve.severities import WrongSeverities, severities_of
from tests.support.workflows import compiled, told, workflow

PYPROJECT = '[tool.databricks-workflows.rules]\nDW072 = "error"\nDW023 = "off"\n'


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_project_without_either_file_says_nothing(tmp_path: Path) -> None:
    assert severities_of(tmp_path, {}) == {}
    assert severities_of(tmp_path, None) == {}


def test_both_files_are_read_and_cdktf_json_wins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    assert severities_of(tmp_path, {"rules": {"DW072": "warning", "DW004": "info"}}) == {
        "DW072": Severity.WARNING,
        "DW023": None,
        "DW004": Severity.INFO,
    }


def test_the_nearest_file_that_has_the_table_counts_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    dags = tmp_path / "team" / "dags"
    dags.mkdir(parents=True)
    assert severities_of(dags, {}) == {"DW072": Severity.ERROR, "DW023": None}
    for other in ('[project]\nname = "team"\n', "[tool.ruff]\n", "tool = 1\n"):
        (tmp_path / "team" / "pyproject.toml").write_text(other)
        assert severities_of(dags, {}) == {"DW072": Severity.ERROR, "DW023": None}
    (dags / "pyproject.toml").mkdir()  # no file
    (tmp_path / "team" / "pyproject.toml").write_text('[tool.databricks-workflows.rules]\nDW023 = "info"\n')
    assert severities_of(dags, {}) == {"DW023": Severity.INFO}
    (tmp_path / "team" / "pyproject.toml").write_text("[tool.databricks-workflows]\n")
    assert severities_of(dags, {}) == {}


def test_a_folder_is_looked_for_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "project" / "dags").mkdir(parents=True)
    (tmp_path / "project" / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "link").symlink_to("project/dags")
    for folder in (tmp_path / "link", Path("link"), Path("project/dags/../dags")):
        assert severities_of(folder, {})["DW072"] is Severity.ERROR


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(PYPROJECT)
    assert severities_of(tmp_path, {})["DW072"] is Severity.ERROR
    file.unlink()
    assert severities_of(tmp_path, {}) == {}


WRONG: list[tuple[Any, str]] = [
    ([], 'cdktf.json: databricks_workflows.rules is [], expected severities by code: DW072 = "error"'),
    (
        {"DW073x": "error"},
        "cdktf.json: databricks_workflows.rules names 'DW073x', which is no rule; did you mean 'DW073'?",
    ),
    (
        {"DW073": "fatal"},
        "cdktf.json: databricks_workflows.rules: DW073 is 'fatal', expected one of error, warning, info, off",
    ),
    ({"DW073": 1}, "cdktf.json: databricks_workflows.rules: DW073 is 1, expected one of error, warning, info, off"),
]


@pytest.mark.parametrize(("rules", "message"), WRONG)
def test_what_is_no_severity_is_told(rules: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSeverities) as error:
        severities_of(tmp_path, {"rules": rules})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[", "pyproject.toml: can't be read: "),
        ("[tool.databricks-workflows]\nrules = 1", "pyproject.toml: tool.databricks-workflows.rules is 1"),
        (
            "[tool]\ndatabricks-workflows = 1",
            "pyproject.toml: tool.databricks-workflows is 1, expected a table: [tool.databricks-workflows.rules]",
        ),
        *(
            (
                f"[tool.{name}.rules]\nDW072 = 'error'",
                f"pyproject.toml: tool.{name} is no table of this program; did you mean 'tool.databricks-workflows'?",
            )
            for name in ("databricks-workflow", "databricks_workflows", "databricksworkflows", "Databricks-Workflows")
        ),
        (
            "[tool.databricks-workflows]\n[tool.databricks-workflow.rules]\nDW072 = 'error'",
            "pyproject.toml: tool.databricks-workflow is no table of this program; ",
        ),
        (
            "[tool.databricks-workflows.rule]\nDW072 = 'error'",
            "pyproject.toml: tool.databricks-workflows has 'rule', which is no setting; did you mean 'rules'?",
        ),
        (
            "[tool.databricks-workflows]\nDW072 = 'error'",
            "pyproject.toml: tool.databricks-workflows has 'DW072', which is no setting; write a rule's severity below "
            "[tool.databricks-workflows.rules]",
        ),
    ],
)
def test_a_pyproject_that_is_none_is_told(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    with pytest.raises(WrongSeverities) as error:
        severities_of(tmp_path, {})
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("name", ["databricks-bundles", "databricks", "databricks-labs.workflows", "airflow-workflows"])
def test_tables_of_other_tools_are_theirs(name: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.{name}]\nx = 1\n")
    assert severities_of(tmp_path, {}) == {}


def unused_cluster() -> Any:
    return workflow(job_clusters=[{"job_cluster_key": "k", "new_cluster": {"policy_id": "ETL"}}])


@pytest.mark.parametrize(
    ("severity", "head"),
    [(Severity.ERROR, "error DW023"), (Severity.INFO, "info DW023"), (None, "warning DW023")],
)
def test_a_problem_is_as_bad_as_the_project_says(severity: Severity | None, head: str) -> None:
    (problem,) = told(unused_cluster(), settings=Settings(severities={"DW023": severity}))
    assert problem.startswith(head)
    assert ("(suppressed)" in problem) is (severity is None)


def test_problems_across_stacks_are_too() -> None:
    settings = Settings(severities={"DW072": Severity.ERROR})
    stacks = [compiled(workflow(), settings=settings) for _ in range(2)]
    assert [each.severity for each in check_together(stacks)] == [Severity.ERROR]
