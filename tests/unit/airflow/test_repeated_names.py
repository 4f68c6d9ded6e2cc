"""A name that stands twice in a dict is told: Python keeps the last value."""

from __future__ import annotations

import ast

import pytest

from databricks_workflows.airflow.repeated_names import tell_repeated_names
from databricks_workflows.diagnostics import Diagnostics

CASES: list[tuple[str, list[str]]] = [
    ("a = {'x': 1, 'y': 2}", []),
    ("a = {'x': 1, 'x': 1}", []),  # the same either way
    ("a = {'x': 1}, {'x': 2}", []),
    ("a = {**b, 'x': 1, **c}", []),
    ("a = {x: 1, x: 2, 1: 1, 1: 2}", []),  # names are texts
    ("a = {'x': 1,\n 'x': 2}", ["2: 'x' stands twice in a dict, first in line 1: what it was there is lost"]),
    ("f(a=[{'x': {'y': 1, 'y': 2}}])", ["1: 'y' stands twice in a dict, first in line 1: what it was there is lost"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each(text: str, expected: list[str]) -> None:
    found = Diagnostics()
    tell_repeated_names(ast.parse(text), "dag.py", found)
    assert [f"{each.origin and each.origin.line}: {each.summary}" for each in found] == expected
    assert {each.code for each in found} <= {"DW092"}
