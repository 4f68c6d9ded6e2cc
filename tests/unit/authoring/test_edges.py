"""Edges: every way to write one, and what is no edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import (
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
    chain,
    cross_downstream,
)
from databricks_workflows.errors import AuthoringError
from tests.support.workflows import text


class Five:
    """Tasks a to e in a group."""

    def __init__(self) -> None:
        with DatabricksWorkflowTaskGroup(group_id="etl"):
            self.a, self.b, self.c, self.d, self.e = (DatabricksTaskOperator(task_id=name) for name in "abcde")

    def edges(self) -> list[str]:
        return [
            f"{edge.upstream.name}>{each.name}" + (f" if {edge.outcome}" if edge.outcome else "")
            for each in (self.a, self.b, self.c, self.d, self.e)
            for edge in each.incoming
        ]


WRITTEN: list[tuple[str, Callable[[Five], object], list[str]]] = [
    ("a >> b", lambda n: n.a >> n.b, ["a>b"]),
    ("b << a", lambda n: n.b << n.a, ["a>b"]),
    ("a >> b >> c", lambda n: n.a >> n.b >> n.c, ["a>b", "b>c"]),
    ("c << b << a", lambda n: n.c << n.b << n.a, ["a>b", "b>c"]),
    ("a >> [b, c]", lambda n: n.a >> [n.b, n.c], ["a>b", "a>c"]),
    ("a >> (b, c)", lambda n: n.a >> (n.b, n.c), ["a>b", "a>c"]),
    ("[a, b] >> c", lambda n: [n.a, n.b] >> n.c, ["a>c", "b>c"]),
    ("c << [a, b]", lambda n: n.c << [n.a, n.b], ["a>c", "b>c"]),
    ("[b, c] << a", lambda n: [n.b, n.c] << n.a, ["a>b", "a>c"]),
    ("a >> [b, c] >> d", lambda n: n.a >> [n.b, n.c] >> n.d, ["a>b", "a>c", "b>d", "c>d"]),
    ("lists in lists", lambda n: n.a >> [n.b, [n.c, (n.d,)]], ["a>b", "a>c", "a>d"]),
    ("an empty list", lambda n: n.a >> [], []),
    ("the same edge twice", lambda n: (n.a >> n.b, n.a >> n.b), ["a>b", "a>b"]),
    ("set_downstream", lambda n: n.a.set_downstream(n.b), ["a>b"]),
    ("set_downstream of a list", lambda n: n.a.set_downstream([n.b, n.c]), ["a>b", "a>c"]),
    ("set_upstream", lambda n: n.b.set_upstream(n.a), ["a>b"]),
    ("set_upstream of a list", lambda n: n.c.set_upstream([n.a, n.b]), ["a>c", "b>c"]),
    ("chain of one", lambda n: chain(n.a), []),
    ("chain", lambda n: chain(n.a, n.b, n.c), ["a>b", "b>c"]),
    ("chain through a list", lambda n: chain(n.a, [n.b, n.c], n.d), ["a>b", "a>c", "b>d", "c>d"]),
    ("chain of two lists", lambda n: chain([n.a, n.b], [n.c, n.d]), ["a>c", "b>d"]),
    (
        "chain into, along and out of lists",
        lambda n: chain(n.a, [n.b, n.c], [n.d, n.e]),
        ["a>b", "a>c", "b>d", "c>e"],
    ),
    ("cross_downstream", lambda n: cross_downstream([n.a, n.b], [n.c, n.d]), ["a>c", "b>c", "a>d", "b>d"]),
    ("cross_downstream of one", lambda n: cross_downstream(n.a, [n.c, n.d]), ["a>c", "a>d"]),
    ("an outcome", lambda n: n.a.outcome(True) >> n.b, ["a>b if true"]),
    ("an outcome as text", lambda n: n.a.outcome("false") >> n.b, ["a>b if false"]),
    ("an outcome before a list", lambda n: n.a.outcome(False) >> [n.b, n.c], ["a>b if false", "a>c if false"]),
    ("an outcome behind <<", lambda n: n.b << n.a.outcome(True), ["a>b if true"]),
    ("an outcome in a list", lambda n: [n.a.outcome(True), n.b] >> n.c, ["a>c if true", "b>c"]),
    ("a list << an outcome", lambda n: [n.b, n.c] << n.a.outcome(True), ["a>b if true", "a>c if true"]),
    ("an outcome in a chain", lambda n: chain(n.a.outcome(True), n.b, n.c), ["a>b if true", "b>c"]),
]


@pytest.mark.parametrize(("write", "edges"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_is_written_in_many_ways(write: Callable[[Five], object], edges: list[str]) -> None:
    nodes = Five()
    write(nodes)
    assert nodes.edges() == edges


RETURNS: list[tuple[str, Callable[[Five], Any], Callable[[Five], Any]]] = [
    ("a >> b is b", lambda n: n.a >> n.b, lambda n: n.b),
    ("a << b is b", lambda n: n.a << n.b, lambda n: n.b),
    ("[a] >> b is b", lambda n: [n.a] >> n.b, lambda n: n.b),
    ("[a] << b is b", lambda n: [n.a] << n.b, lambda n: n.b),
]


@pytest.mark.parametrize(("write", "end"), [row[1:] for row in RETURNS], ids=[row[0] for row in RETURNS])
def test_gives_its_right_end_so_that_edges_can_go_on(write: Callable[[Five], Any], end: Callable[[Five], Any]) -> None:
    nodes = Five()
    assert write(nodes) is end(nodes)


def test_may_end_at_a_task_named_in_depends_on() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl"):
        a = DatabricksTaskOperator(task_id="a")
        before: list[Any] = ["x", a, a.outcome(True)]
        b = DatabricksTaskOperator(task_id="b", depends_on=before)
    assert [(edge.upstream, edge.outcome) for edge in b.incoming] == [(a, None), (a, "true")]
    assert b.arguments == {"depends_on": ["x"]}


def test_may_join_groups_and_sensors() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        a = DatabricksTaskOperator(task_id="a")
        with TaskGroup(group_id="inner") as inner:
            pass
    sensor = DatabricksSensor(task_id="watch")
    a >> inner
    etl >> sensor
    ends: list[tuple[Node, Node]] = [(edge.upstream, each) for each in (inner, sensor) for edge in each.incoming]
    assert ends == [(a, inner), (etl, sensor)]


NO_EDGES: list[tuple[str, Callable[[Five], object], str]] = [
    (
        "text",
        lambda n: n.a >> "b",
        "error DW009: an edge to 'b' (str)\n    edges join tasks, groups, sensors and lists of them",
    ),
    (
        "nothing",
        lambda n: n.a << None,
        "error DW009: an edge to None (NoneType)\n    edges join tasks, groups, sensors and lists of them",
    ),
    (
        "text in a list",
        lambda n: n.a >> [n.b, 5],
        "error DW009: an edge to 5 (int)\n    edges join tasks, groups, sensors and lists of them",
    ),
    (
        "an outcome as the target",
        lambda n: n.a >> n.b.outcome(True),
        "error DW009: an outcome as the target of an edge\n    write condition.outcome(True) >> task",
    ),
    (
        "an outcome that is none",
        lambda n: n.a.outcome("maybe") >> n.b,
        "error DW009: outcome 'maybe' of task 'a'\n    an outcome is True or False",
    ),
    (
        "an outcome that is a number",
        lambda n: n.a.outcome(1) >> n.b,  # type: ignore[arg-type]
        "error DW009: outcome 1 of task 'a'\n    an outcome is True or False",
    ),
    (
        "a chain of lists of different length",
        lambda n: chain([n.a], [n.b, n.c]),
        "error DW009: chain() of a list of 1 and a list of 2\n"
        "    lists side by side need one length; cross_downstream joins each with each",
    ),
]


@pytest.mark.parametrize(("write", "message"), [row[1:] for row in NO_EDGES], ids=[row[0] for row in NO_EDGES])
def test_joins_nothing_else(write: Callable[[Five], object], message: str) -> None:
    nodes = Five()
    with pytest.raises(AuthoringError) as error:
        write(nodes)
    assert text(error.value.diagnostics) == [message]
