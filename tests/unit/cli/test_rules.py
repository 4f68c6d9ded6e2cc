"""``rules``: every rule, and why it matters."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner, Result

from databricks_workflows.cli import main
from databricks_workflows.rules import RULES
from tests.support.terminal import on_a_terminal

EXAMPLES = Path(__file__).parents[2] / "rules" / "DW200"
WHY = "Terraform sends any word as it is, and Databricks refuses the job when it is applied."


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.py").read_text(encoding="utf-8")


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


def test_a_code_is_told_with_why_it_matters_and_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    result = rules("DW200", "DW091")
    monkeypatch.chdir(EXAMPLES)
    said = CliRunner().invoke(main, ["validate", "wrong.py"]).stdout
    values = "`ALL_SUCCESS`, `ALL_DONE`, `ALL_FAILED`, `AT_LEAST_ONE_SUCCESS`, `AT_LEAST_ONE_FAILED`, `NONE_FAILED`"
    parts = (
        WHY,
        "Right is:",
        f"    - `Task.run_if`: {values}",
        "Wrong, wrong.py:",
        indent(example("wrong"), "    "),
        "databricks-workflows validate wrong.py says:",
        indent(said, "    "),
        "Right, right.py:",
        indent(example("right"), "    "),
    )
    whole = "\n\n".join(indent(part.rstrip("\n"), "    ") for part in parts)
    first, _, second = result.stdout.partition("\n\nDW091  error    a file without workflows  docs/rules/DW091.md\n\n")
    assert first == f"DW200  error    a run_if that is none  docs/rules/DW200.md\n\n{whole}"
    assert second


def test_a_code_has_all_of_it_as_json() -> None:
    (shown,) = json.loads(rules("--json", "DW200").stdout)["rules"]
    assert (shown["why"], shown["wrong"]) == (WHY, {"wrong.py": example("wrong")})
    assert shown["right"] == {"right.py": example("right")}
    assert shown["says"].splitlines()[1:] == ["    did you mean 'ALL_DONE'?", "1 error in 1 file"]
    assert "wrong" not in json.loads(rules("--json").stdout)["rules"][0]


def test_a_code_that_there_is_not_is_told_with_the_nearest() -> None:
    result = rules("DW091", "dw200")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: there is no rule 'dw200'; did you mean 'DW200'?\n"
    assert rules("nothing").stderr == (
        "Error: there is no rule 'nothing'; codes look like DW041, `databricks-workflows rules` lists them\n"
    )


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
    assert " ".join(line.strip() for line in lines[2 : lines.index("    Right is:") - 1]) == WHY
    assert indent(example("wrong"), 8 * " ") in "\n".join(lines)  # no line of code is broken
