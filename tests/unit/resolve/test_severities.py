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
    ],
)
def test_a_pyproject_that_is_none_is_told(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    with pytest.raises(WrongSeverities) as error:
        severities_of(tmp_path, {})
    assert str(error.value).startswith(message)


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
