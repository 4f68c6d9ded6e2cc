"""SARIF: each problem at its place, with its rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity, Silenced
from databricks_workflows.rules import RULES
from databricks_workflows.views.sarif import sarif
from tests.support.sarif import results_of


def problem(**changes: Any) -> Diagnostic:
    given: dict[str, Any] = {"code": "DW021", "severity": Severity.ERROR, "summary": "no cluster", "path": "sales/load"}
    return Diagnostic(**{**given, **changes})


def results(*found: Diagnostic, **settings: Any) -> list[dict[str, Any]]:
    given: dict[str, Any] = {"version": "1.2", "root": Path.cwd(), "otherwise": "main.py"}
    return results_of(sarif(found, **{**given, **settings}))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_found_is_a_log_too() -> None:
    assert results() == []


def test_the_whole_log() -> None:
    Path("dag.py").write_text('load(\n    größe="ä", key="smal",\n)\n', encoding="utf-8")
    found = problem(remedy="did you mean 'small'?", origin=Origin("dag.py", 1), near=("key", "smal"))
    log = sarif([found], version="1.2", root=Path.cwd(), otherwise="main.py")
    assert results_of(log)
    rule = RULES["DW021"]
    assert log["runs"][0]["tool"]["driver"] == {
        "name": "databricks-workflows",
        "version": "1.2",
        "rules": [
            {
                "id": "DW021",
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.why or rule.title},
                "help": {"text": f"{rule.why}\n`databricks-workflows rules DW021` shows an example."},
                "defaultConfiguration": {"level": "error"},
            }
        ],
    }
    assert log["runs"][0]["results"] == [
        {
            "ruleId": "DW021",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "no cluster\ndid you mean 'small'?"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "dag.py", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 2, "startColumn": 20, "endColumn": 26},
                    },
                    "logicalLocations": [{"fullyQualifiedName": "sales/load"}],
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_the_level_is_the_projects_and_the_rule_keeps_its_own(severity: Severity, level: str) -> None:
    log = sarif([problem(severity=severity)], version="1.2", root=Path.cwd(), otherwise="main.py")
    assert [each["level"] for each in results_of(log)] == [level]
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}


def test_what_is_suppressed_says_where() -> None:
    found = [problem(suppressed=Silenced.IN_SOURCE), problem(suppressed=Silenced.BY_PROJECT), problem()]
    suppressions = [each.get("suppressions") for each in results(*found)]
    assert suppressions == [[{"kind": "inSource"}], [{"kind": "external"}], None]


NAMES = {
    "dags/sales.py": "dags/sales.py",
    "my dags/sales #1.py": "my%20dags/sales%20%231.py",
    "größe%.py": "gr%C3%B6%C3%9Fe%25.py",
    "a\nb.py": "a%0Ab.py",
    "c:d.py": "c%3Ad.py",
    "bytes\udcff.py": "bytes%FF.py",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_is_a_uri(name: str) -> None:
    (result,) = results(problem(origin=Origin(name, 3)))
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": NAMES[name], "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }


@pytest.mark.parametrize(
    ("file", "uri"),
    [("dag.py", "jobs/dag.py"), ("../other/dag.py", "jobs/../other/dag.py"), ("/else where/dag.py", None)],
)
def test_files_count_from_the_root(file: str, uri: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jobs").mkdir()
    monkeypatch.chdir(tmp_path / "jobs")
    (result,) = results(problem(origin=Origin(file, 3)), root=tmp_path)
    expected = {"uri": uri, "uriBaseId": "%SRCROOT%"} if uri else {"uri": "file:///else%20where/dag.py"}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == expected


def test_a_problem_without_a_file_names_the_one_that_was_given() -> None:
    (result,) = results(problem(path=""), otherwise="cdktf.json")
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "cdktf.json", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1},
            }
        }
    ]
