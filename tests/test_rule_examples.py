"""Every rule has an input that breaks it and one that does not: ``tests/rules/CODE/wrong.*`` and ``right.*``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from databricks_workflows.cli import main
from databricks_workflows.rules import RULES

FOLDERS = Path(__file__).with_name("rules")


def example(code: str, name: str) -> Path:
    (path,) = (FOLDERS / code).glob(f"{name}.*")
    return path


def validate(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.chdir(path.parent)
    result = CliRunner().invoke(main, ["validate", "--strict", "--json", path.name])
    return result.exit_code, json.loads(result.stdout)["diagnostics"]


@pytest.mark.parametrize("code", sorted(path.name for path in FOLDERS.glob("DW*")))
def test_what_is_wrong_is_told_and_what_is_right_is_not(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    exit_code, found = validate(example(code, "wrong"), monkeypatch)
    assert code in {each["code"] for each in found}
    assert exit_code == (0 if all(each["severity"] == "info" for each in found) else 1)

    exit_code, found = validate(example(code, "right"), monkeypatch)
    assert (exit_code, [each for each in found if each["severity"] != "info" or each["code"] == code]) == (0, [])


def test_folders_are_of_rules() -> None:
    assert {path.name for path in FOLDERS.iterdir()} <= set(RULES)
