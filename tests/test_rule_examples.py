"""Every rule has an input that breaks it and one that does not: ``tests/rules/CODE/wrong.*`` and ``right.*``.

A rule about two outputs that are compared has each of them twice: ``wrong.before.json`` and ``wrong.after.json``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from databricks_workflows.cli import main
from databricks_workflows.rules import RULES
from tools.generate_rules import MISTAKES, Mistake

FOLDERS = Path(__file__).with_name("rules")
COMPARED = sorted(path.parent.name for path in FOLDERS.glob("*/wrong.before.json"))


def example(code: str, name: str) -> Path:
    (path,) = (FOLDERS / code).glob(f"{name}.*")
    return path


def validate(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.chdir(path.parent)
    result = CliRunner().invoke(main, ["validate", "--strict", "--json", path.name])
    return result.exit_code, json.loads(result.stdout)["diagnostics"]


def notes(code: str, name: str) -> set[str]:
    """The codes that ``diff`` tells of."""
    paths = [str(FOLDERS / code / f"{name}.{which}.json") for which in ("before", "after")]
    result = CliRunner().invoke(main, ["diff", "--json", *paths])
    assert result.exit_code == 0
    jobs = [job for stack in json.loads(result.stdout)["stacks"] for job in stack["jobs"]]
    assert jobs, "the two are to differ"
    return {note["code"] for job in jobs for note in job["notes"]}


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert sorted(path.name for path in FOLDERS.iterdir()) == sorted(RULES)


@pytest.mark.parametrize("code", sorted({path.name for path in FOLDERS.iterdir()} - set(COMPARED)))
def test_what_is_wrong_is_told_and_what_is_right_is_not(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    exit_code, found = validate(example(code, "wrong"), monkeypatch)
    ours = [each for each in found if each["code"] == code]
    assert {each["file"] for each in ours} == {example(code, "wrong").name}
    assert exit_code == (0 if all(each["severity"] == "info" for each in found) else 1)

    exit_code, found = validate(example(code, "right"), monkeypatch)
    assert (exit_code, [each for each in found if each["severity"] != "info" or each["code"] == code]) == (0, [])


@pytest.mark.parametrize("code", COMPARED)
def test_what_an_update_can_not_send_is_told_and_what_it_can_is_not(code: str) -> None:
    assert (notes(code, "wrong"), notes(code, "right")) == ({code}, set())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_the_commonest_mistakes_are_errors_that_name_the_task_the_line_and_the_way_out(
    mistake: Mistake, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = FOLDERS.parent / mistake.example
    exit_code, found = validate(path, monkeypatch)
    first, text = found[0], path.read_text(encoding="utf-8")
    assert (exit_code, first["severity"], first["file"]) == (1, "error", path.name)
    assert any(task_id in first["summary"] for task_id in re.findall(r'task_id="(\w+)"', text))
    assert 1 < first["line"] <= text.count("\n")
    assert first["remedy"]
