"""What is wrong with one text is told once, however many use it."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.views.same_place import told_once


def problem(summary: str, **changes: Any) -> Diagnostic:
    given = {
        "code": "DW001",
        "severity": Severity.ERROR,
        "origin": Origin("flow.py", 3),
        "near": ("new_cluster", "num_wrokers"),
        "path": "sales/etl/load",
        "remedy": "did you mean 'num_workers'?",
        **changes,
    }
    return Diagnostic(summary=summary, **given)


ONE = problem("a")

CASES: dict[str, tuple[list[Diagnostic], list[str]]] = {
    "one": ([ONE], ["a"]),
    "two": ([ONE, problem("b")], ["a (and 1 more place)"]),
    "three": ([ONE, problem("b", path="sales/other"), problem("c")], ["a (and 2 more places)"]),
    "items of a list": (
        [problem("a", near=("job_clusters", 0, "num_wrokers")), problem("b", near=("job_clusters", 1, "num_wrokers"))],
        ["a (and 1 more place)"],
    ),
    "another stack": ([ONE, problem("b", path="more/etl/load")], ["a", "b"]),
    "another line": ([ONE, problem("b", origin=Origin("flow.py", 4))], ["a", "b"]),
    "no line": ([problem("a", origin=None), problem("b", origin=None)], ["a", "b"]),
    "another word": ([ONE, problem("b", near=("new_cluster", "spark_versoin"))], ["a", "b"]),
    "no word": ([problem("a", near=()), problem("b", near=())], ["a", "b"]),
    "whole items": ([problem("a", near=("libraries", 0)), problem("b", near=("libraries", 1))], ["a", "b"]),
    "another remedy": ([ONE, problem("b", remedy="x")], ["a", "b"]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_first_is_told(case: str) -> None:
    found, summaries = CASES[case]
    assert [each.summary for each in told_once(found)] == summaries
