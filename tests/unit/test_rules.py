"""The one list of rules."""

from __future__ import annotations

import re

import pytest

from databricks_workflows import rules
from databricks_workflows.diagnostics import Rule, Severity

DEFINED = {
    f"{module.__name__}.{name}": rule
    for module in (rules, rules.values, rules.blocks, rules.jobs, rules.documents)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule)
}


def test_every_rule_is_listed_under_its_own_code() -> None:
    assert len({rule.code for rule in DEFINED.values()}) == len(DEFINED)
    assert {code: rule.code for code, rule in rules.RULES.items()} == {code: code for code in rules.RULES}
    assert set(rules.RULES.values()) == set(DEFINED.values())


def test_rules_are_sorted_by_code() -> None:
    assert list(rules.RULES) == sorted(rules.RULES)


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_a_rule_says_why_it_is_one(name: str) -> None:
    why = DEFINED[name].why
    assert re.fullmatch(r"\S.*\.", why), "whole sentences"
    assert 30 <= len(why) <= 400


def test_titles_are_different() -> None:
    assert len({rule.title for rule in DEFINED.values()}) == len(DEFINED)


@pytest.mark.parametrize("name", sorted(DEFINED))
def test_a_rule_has_a_code_a_severity_and_a_short_title(name: str) -> None:
    rule = DEFINED[name]
    assert re.fullmatch(r"DW\d{3}", rule.code)
    assert rule.severity in Severity
    assert re.fullmatch(r"[^\s.][^\n]{3,78}[^\s.]", rule.title)
