"""Annotations of GitHub Actions: one line a problem, whatever is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity, Silenced
from databricks_workflows.views.github import workflow_commands


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problem(
    summary: str = "no cluster", remedy: str = "", file: str | None = "dag.py", path: str = "", **given: Any
) -> Diagnostic:
    severity = Severity(given.get("severity", "error"))
    return Diagnostic(
        code="DW021",
        severity=severity,
        summary=summary,
        remedy=remedy,
        path=path,
        origin=Origin(file, 3) if file else None,
        suppressed=given.get("suppressed"),
    )


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (problem(), "::error file=dag.py,line=3,title=DW021::no cluster"),
        (problem(severity="warning"), "::warning file=dag.py,line=3,title=DW021::no cluster"),
        (problem(severity="info"), "::notice file=dag.py,line=3,title=DW021::no cluster"),
        (problem(file=None), "::error title=DW021::no cluster"),
        (problem(path="sales/load"), "::error file=dag.py,line=3,title=DW021::no cluster [sales/load]"),
        (problem("80%, a: b", "one\ntwo"), "::error file=dag.py,line=3,title=DW021::80%25, a: b%0Aone%0Atwo"),
        (problem("a\r\n::error::b"), "::error file=dag.py,line=3,title=DW021::a ::error::b"),
        (problem("a", "b\n::stop"), "::error file=dag.py,line=3,title=DW021::a%0Ab%0A::stop"),
        (problem("a\x1b[2Jb"), r"::error file=dag.py,line=3,title=DW021::a\x1b[2Jb"),
        (problem(file="my dags/ü.py"), "::error file=my dags/ü.py,line=3,title=DW021::no cluster"),
        (problem(file="a,b:c%\nd\r.py"), "::error file=a%2Cb%3Ac%25%0Ad%0D.py,line=3,title=DW021::no cluster"),
    ],
)
def test_a_problem_is_one_line(found: Diagnostic, line: str) -> None:
    assert workflow_commands([found], Path.cwd()) == f"{line}\n"


def test_what_is_suppressed_is_left_out() -> None:
    assert workflow_commands([problem(suppressed=Silenced.IN_SOURCE)], Path.cwd()) == ""


def test_the_columns_of_the_value() -> None:
    Path("dag.py").write_text('load(\n    ä="", key="smal",\n)\n', encoding="utf-8")
    found = Diagnostic(
        code="DW021", severity=Severity.ERROR, summary="x", origin=Origin("dag.py", 1), near=("key", "smal")
    )
    assert workflow_commands([found], Path.cwd()) == "::error file=dag.py,line=2,col=15,title=DW021::x\n"


def test_files_count_from_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jobs").mkdir()
    monkeypatch.chdir(tmp_path / "jobs")
    found = [problem(), problem(file="/elsewhere/dag.py")]
    assert workflow_commands(found, tmp_path) == (
        "::error file=jobs/dag.py,line=3,title=DW021::no cluster\n"
        "::error file=/elsewhere/dag.py,line=3,title=DW021::no cluster\n"
    )
