"""Dependencies as statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from databricks_workflows.authoring import DatabricksTaskOperator, DatabricksWorkflowTaskGroup, cross_downstream
from databricks_workflows.codegen.edges import joins


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ("", []),
        ("ab", ["a >> b"]),
        ("ab ab", ["a >> b"]),
        ("ab bc", ["a >> b >> c"]),
        ("ab ac bd cd", ["a >> [b, c] >> d"]),
        ("ac bc", ["[a, b] >> c"]),
        ("ac ad bc bd", ["cross_downstream([a, b], [c, d])"]),
        ("ab bc ac", ["a >> b", "[a, b] >> c"]),
        ("ab ba", ["a >> b >> a"]),
    ],
)
def test_edges_as_statements(edges: str, expected: list[str]) -> None:
    assert joins([(each[0], each[1]) for each in edges.split()]) == expected


PAIRS = st.lists(st.permutations("abcdef").map(lambda names: (names[0], names[1])))


@given(PAIRS)
def test_the_statements_make_just_these_edges(pairs: list[tuple[str, str]]) -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl"):
        tasks: dict[str, Any] = {name: DatabricksTaskOperator(task_id=name) for name in "abcdef"}
    for statement in joins(pairs):
        eval(statement, {"cross_downstream": cross_downstream, **tasks})
    made = [(edge.upstream.name, task.name) for task in tasks.values() for edge in task.incoming]
    assert sorted(made) == sorted(set(pairs))
