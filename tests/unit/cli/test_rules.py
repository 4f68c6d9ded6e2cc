"""``rules``: every rule, and why it matters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.rules import RULES
from tests.support.terminal import on_a_terminal

WHY = "Terraform sends any word as it is, and Databricks refuses the job when it is applied."


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rules", *arguments])


@pytest.fixture(autouse=True)
def _where_no_project_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_rule_is_a_line_that_can_be_searched_for() -> None:
    lines = rules().stdout.splitlines()
    assert [line[:5] for line in lines] == list(RULES)
    line = re.compile(r"DW\d{3}  (error  |warning|info   )  \S.*\S  docs/rules/DW\d{3}\.md")
    assert [each for each in lines if not line.fullmatch(each)] == []


def test_a_code_is_told_with_why_it_matters() -> None:
    result = rules("DW200", "DW091")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == ["DW200  error    a run_if that is none  docs/rules/DW200.md", f"    {WHY}"]
    assert lines[2] == "DW091  error    a file without workflows  docs/rules/DW091.md"


def test_a_code_that_there_is_not_is_told_with_the_nearest() -> None:
    result = rules("DW091", "dw200")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: there is no rule 'dw200'; did you mean 'DW200'?\n"
    assert rules("nothing").stderr == ("Error: there is no rule 'nothing'; `databricks-workflows rules` lists them\n")


@pytest.mark.parametrize("columns", [100, 60])
def test_a_terminal_shows_a_table_in_its_width(columns: int) -> None:
    text, code = on_a_terminal("rules", columns=columns)
    assert code == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    assert lines[0].split() == ["rule", "severity", "what", "is", "wrong", "page"]
    assert max(map(len, lines)) <= columns
    assert [line[:5] for line in lines if line.startswith("DW")] == list(RULES)
    pages = [f"docs/rules/{code}.md" for code in RULES]
    assert re.findall(r"docs/rules/DW\d{3}\.md", "\n".join(lines)) == pages


def test_a_terminal_tells_of_a_code_too() -> None:
    text, _ = on_a_terminal("rules", "DW200", columns=60, NO_COLOR="1")
    lines = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]
    assert lines[0] == "DW200  error  a run_if that is none  docs/rules/DW200.md"
    assert " ".join(line.strip() for line in lines[1:]) == WHY
