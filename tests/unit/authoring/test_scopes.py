"""Scopes: where a node goes, and what is said where it can't stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import currentframe
from types import FrameType
from typing import Any

import pytest

from databricks_workflows.airflow import operators
from databricks_workflows.authoring import (
    DAG,
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    Node,
    TaskGroup,
)
from databricks_workflows.authoring._scope import Scope
from databricks_workflows.diagnostics import Origin, Severity
from databricks_workflows.errors import AuthoringError
from databricks_workflows.origin import shown_path
from tests.support.workflows import compiled, task, tasks_of, text, told, workflow

HERE = shown_path(__file__)


def line() -> int:
    frame = currentframe()
    assert isinstance(frame, FrameType)
    assert isinstance(frame.f_back, FrameType)
    return frame.f_back.f_lineno


def test_with_takes_what_is_written_in_it() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        a = DatabricksTaskOperator(task_id="a")
        b = DatabricksNotebookOperator(task_id="b", notebook_path="/b")
    assert etl.members == [a, b]
    assert [each.scope for each in (a, b)] == [etl, etl]
    assert [each.path for each in (etl, a, b)] == ["etl", "etl/a", "etl/b"]


def test_a_group_may_be_opened_again_and_later() -> None:
    etl = DatabricksWorkflowTaskGroup(group_id="etl")
    with etl:
        a = DatabricksTaskOperator(task_id="a")
    with etl:
        b = DatabricksTaskOperator(task_id="b")
    assert etl.members == [a, b]


def test_the_innermost_open_scope_counts() -> None:
    with DAG("sales") as dag, DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        with TaskGroup(group_id="raw") as raw:
            a = DatabricksTaskOperator(task_id="a")
        b = DatabricksTaskOperator(task_id="b")
    assert (a.scope, raw.scope, b.scope, etl.scope, dag.scope) == (raw, etl, etl, dag, None)
    assert a.path == "sales/etl/raw/a"


def test_an_error_inside_with_closes_it() -> None:
    with pytest.raises(ZeroDivisionError), DatabricksWorkflowTaskGroup(group_id="etl"):
        raise ZeroDivisionError
    assert DatabricksWorkflowTaskGroup(group_id="other").scope is None


Group = DatabricksWorkflowTaskGroup
EXPLICIT: list[tuple[str, Callable[[DAG, Group, TaskGroup], object], str]] = [
    ("task, scope first", lambda dag, etl, raw: DatabricksTaskOperator(etl, "a"), "sales/etl/a"),
    ("task in an inner group", lambda dag, etl, raw: DatabricksTaskOperator(raw, "a"), "sales/etl/raw/a"),
    ("task_group=", lambda dag, etl, raw: DatabricksTaskOperator(task_id="a", task_group=raw), "sales/etl/raw/a"),
    (
        "task_group= before dag=",
        lambda dag, etl, raw: DatabricksTaskOperator(task_id="a", task_group=raw, dag=dag),
        "sales/etl/raw/a",
    ),
    ("group, scope first", lambda dag, etl, raw: Group(dag, "g"), "sales/g"),
    ("dag=", lambda dag, etl, raw: Group(group_id="g", dag=dag), "sales/g"),
    ("parent_group=", lambda dag, etl, raw: TaskGroup(group_id="g", parent_group=etl), "sales/etl/g"),
    (
        "parent_group= before dag=",
        lambda dag, etl, raw: TaskGroup(group_id="g", parent_group=etl, dag=dag),
        "sales/etl/g",
    ),
    ("sensor, scope first", lambda dag, etl, raw: DatabricksSensor(dag, "w"), "sales/w"),
    ("sensor, dag=", lambda dag, etl, raw: DatabricksSensor(task_id="w", dag=dag), "sales/w"),
    ("id and task_id that agree", lambda dag, etl, raw: DatabricksTaskOperator(etl, "a", task_id="a"), "sales/etl/a"),
    ("the id alone, as Airflow has it", lambda dag, etl, raw: Group("g"), "other/g"),
    ("nothing: the open scope", lambda dag, etl, raw: DatabricksTaskOperator(task_id="a"), "other/a"),
]


@pytest.mark.parametrize(("write", "path"), [row[1:] for row in EXPLICIT], ids=[row[0] for row in EXPLICIT])
def test_a_scope_that_is_named_wins_over_the_open_one(
    write: Callable[[DAG, Group, TaskGroup], DatabricksTaskOperator], path: str
) -> None:
    dag = DAG("sales")
    etl = DatabricksWorkflowTaskGroup(dag, "etl")
    raw = TaskGroup(etl, "raw")
    with DatabricksWorkflowTaskGroup(group_id="other"):
        assert write(dag, etl, raw).path == path


def test_airflows_dag_argument_leaves_a_node_in_the_open_group_of_that_dag() -> None:
    with DAG("sales") as dag, DatabricksWorkflowTaskGroup(group_id="etl", dag=dag):
        with TaskGroup(group_id="raw", dag=dag):
            a = DatabricksTaskOperator(task_id="a", dag=dag)
        b = DatabricksNotebookOperator(task_id="b", notebook_path="/b", dag=dag)
    watch = DatabricksSensor(task_id="watch", dag=dag)
    assert [each.path for each in (a, b, watch)] == ["sales/etl/raw/a", "sales/etl/b", "sales/watch"]


def test_a_plain_scope_may_stand_around_all() -> None:
    with Scope() as top:
        dag = DAG("sales")
    assert top.members == [dag]
    assert dag.path == "sales"


MISPLACED: list[tuple[str, Callable[[], object], str]] = [
    (
        "a task in no group",
        lambda: DatabricksTaskOperator(task_id="a"),
        "error DW009: task 'a' stands in no group\n"
        "    write it inside `with group:`, or give the group: DatabricksTaskOperator(group, 'a', ...)",
    ),
    (
        "a notebook in no group",
        lambda: DatabricksNotebookOperator(task_id="a", notebook_path="/a"),
        "error DW009: notebook 'a' stands in no group\n"
        "    write it inside `with group:`, or give the group: DatabricksNotebookOperator(group, 'a', ...)",
    ),
    (
        "a scope that is none",
        lambda: DatabricksTaskOperator(5, "a"),
        "error DW009: task 'a' can't stand in int\n    give a group, a DAG or a stack",
    ),
    (
        "a task without an id in no group",
        lambda: DatabricksTaskOperator(),
        "error DW009: task '' stands in no group\n"
        "    write it inside `with group:`, or give the group: DatabricksTaskOperator(group, '', ...)",
    ),
    (
        "two ids",
        lambda: DAG("sales", dag_id="orders"),
        "error DW009: a DAG with the id 'sales' and the dag_id 'orders'\n    give one of the two",
    ),
]


@pytest.mark.parametrize(("write", "message"), [row[1:] for row in MISPLACED], ids=[row[0] for row in MISPLACED])
def test_nothing_stands_elsewhere(write: Callable[[], object], message: str) -> None:
    with pytest.raises(AuthoringError) as error:
        write()
    assert text(error.value.diagnostics) == [message]
    assert [each.origin for each in error.value.diagnostics] == [Origin(HERE, write.__code__.co_firstlineno)]


def dag(**arguments: Any) -> DAG:
    with DAG(**{"dag_id": "sales", **arguments}) as made:
        workflow()
    return made


def inside(write: Callable[[], object]) -> DatabricksWorkflowTaskGroup:
    """A workflow with one task that is right, and what is written beside it."""
    return workflow(lambda: (task(), write()))


COLLECTED: list[tuple[str, Callable[[], Node], list[str]]] = [
    (
        "tasks without an id, one with another mistake",
        lambda: inside(lambda: [task(""), task("", max_retries="many")]),
        [
            "error DW002: task 'unnamed_LINE_2': max_retries is 'many', expected a whole number [etl/unnamed_LINE_2]\n"
            "    give a whole number",
            'error DW009: a task without task_id [etl]\n    give task_id="..."',
        ],
    ),
    (
        "a notebook whose id is no text",
        lambda: inside(lambda: DatabricksNotebookOperator(task_id=5, notebook_path="/a")),  # type: ignore[arg-type]
        ['error DW009: a notebook with task_id 5, which is no text [etl]\n    give task_id="..."'],
    ),
    (
        "a workflow without an id",
        lambda: workflow(group_id=""),
        ['error DW009: a workflow without group_id\n    give group_id="..."'],
    ),
    (
        "a task group without an id",
        lambda: inside(lambda: TaskGroup()),
        ['error DW009: a task group without group_id [etl]\n    give group_id="..."'],
    ),
    (
        "a DAG without an id",
        lambda: dag(dag_id=""),
        ['error DW009: a DAG without dag_id\n    give dag_id="..."'],
    ),
    (
        "default_args of a workflow that are no mapping",
        lambda: workflow(default_args=["retries"]),
        ["error DW009: workflow 'etl': default_args is ['retries'] [etl]\n    give a dict of arguments by their names"],
    ),
    (
        "default_args of a DAG whose names are no text",
        lambda: dag(default_args={5: 1}),
        ["error DW009: DAG 'sales': default_args is {5: 1} [sales]\n    give a dict of arguments by their names"],
    ),
    (
        "suppress of no rule, with the nearest, beside a rule",
        lambda: workflow(lambda: task(max_retries="many"), suppress=["DW-041", "DW002"]),
        [
            "error DW002: task 'load': max_retries is 'many', expected a whole number [etl/load] (suppressed)\n"
            "    give a whole number",
            "error DW009: suppress names 'DW-041', which is no rule [etl]\n    did you mean 'DW041'?",
        ],
    ),
    (
        "suppress of no rule at a DAG",
        lambda: dag(suppress="everything"),
        [
            "error DW009: suppress names 'everything', which is no rule [sales]\n"
            "    codes look like DW041, `databricks-workflows rules` lists them"
        ],
    ),
    (
        "suppress that is no list",
        lambda: workflow(suppress=5),
        ["error DW009: suppress is 5 [etl]\n    give a list of codes, such as ['DW041']"],
    ),
    *(
        (
            f"depends_on that is {given!r}",
            lambda given=given: inside(lambda: task("b", depends_on=given)),
            [f"error DW002: task 'b': depends_on is {given!r}, expected a list of task ids [etl/b]\n    {remedy}"],
        )
        for given, remedy in (
            (5, 'give a list of task ids: ["..."]'),
            ("load", 'write ["load"]'),
            ([{"task_key": "load"}], 'write ["load"]'),
            ({"task_key": "load"}, 'write ["load"]'),
            (["load", 5], 'give a list of task ids: ["..."]'),
        )
    ),
    (
        "a task for depends_on",
        lambda: workflow(lambda: task("b", depends_on=task("a"))),
        ["error DW002: task 'b': depends_on is 'a', expected a list of task ids [etl/b]\n    write [\"a\"]"],
    ),
]


@pytest.mark.parametrize(("write", "messages"), [row[1:] for row in COLLECTED], ids=[row[0] for row in COLLECTED])
def test_what_can_be_recorded_is_told_with_everything_else(write: Callable[[], Node], messages: list[str]) -> None:
    found = [each for each in compiled(write()).diagnostics if each.severity is Severity.ERROR]
    assert [re.sub(r"unnamed_[0-9]+", "unnamed_LINE", each) for each in text(found)] == messages


def test_nodes_edges_and_errors_know_their_line() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        first = line()
        a = DatabricksTaskOperator(task_id="a")
        b = DatabricksTaskOperator(
            task_id="b",
        )
        a >> b
        with pytest.raises(AuthoringError) as error:
            a >> None
    assert [each.origin for each in (etl, a, b)] == [Origin(HERE, first + n) for n in (-1, 1, 2)]
    assert [edge.origin for edge in b.incoming] == [Origin(HERE, first + 5)]
    assert [each.origin for each in error.value.diagnostics] == [Origin(HERE, first + 7)]
    assert str(error.value).startswith(f"{HERE}:{first + 7}: error DW009: an edge to None (NoneType)\n")


def test_an_argument_that_is_none_counts_as_not_given() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl", notebook_params=None) as etl:
        a = DatabricksTaskOperator(task_id="a", retries=None, max_retries=0)
    assert etl.arguments == {"prefix": "", "suffix": ""}
    assert a.arguments == {"max_retries": 0}


def endless() -> dict[str, Any]:
    holder: dict[str, Any] = {}
    holder["a"] = [holder, holder]
    return holder


@pytest.mark.parametrize("argument", ["extra_job_params", "job_clusters", "default_args"])
def test_an_argument_that_holds_itself_is_an_error(argument: str) -> None:
    value: Any = [endless()] if argument == "job_clusters" else endless()
    with pytest.raises(AuthoringError) as error:
        DatabricksWorkflowTaskGroup(group_id="etl", **{argument: value})
    assert error.value.diagnostics[0].summary == (f"workflow 'etl': {argument} is nested more than 200 levels deep")


def test_a_hundred_levels_are_no_error() -> None:
    value: Any = 1
    for _ in range(100):
        value = [value]
    assert DatabricksTaskOperator(DatabricksWorkflowTaskGroup(group_id="etl"), "a", extra={"x": value}).name == "a"


def test_one_code_may_be_suppressed_as_text() -> None:
    assert DatabricksWorkflowTaskGroup(group_id="etl", suppress="DW041").suppress == frozenset(["DW041"])


def test_as_teardown_runs_whatever_became_of_the_tasks_before_it() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl"):
        a, b = DatabricksTaskOperator(task_id="a"), DatabricksTaskOperator(task_id="b")
        assert b.as_teardown(setups=a) is b
    assert b.arguments == {"trigger_rule": "all_done"}
    assert [edge.upstream for edge in b.incoming] == [a]


LOAD = {"notebook_task": {"notebook_path": "/load"}}
UNNAMED: list[tuple[type[Node], tuple[Any, ...], dict[str, Any], str, str]] = [
    (DatabricksNotebookOperator, ("load", "/load"), {}, "notebook", "notebook_path"),
    (DatabricksNotebookOperator, ("/load",), {"task_id": "load"}, "notebook", "notebook_path"),
    (DatabricksTaskOperator, ("load", LOAD), {}, "task", "task_config"),
    (DatabricksTaskOperator, (LOAD,), {"task_id": "load"}, "task", "task_config"),
]


@pytest.mark.parametrize(("kind", "given", "named", "what", "argument"), UNNAMED)
def test_what_is_given_without_a_name_is_told_and_taken(
    kind: type[Node], given: tuple[Any, ...], named: dict[str, Any], what: str, argument: str
) -> None:
    etl = workflow(lambda: kind(*given, **named))
    value = "'/load'" if what == "notebook" else str(LOAD)
    assert told(etl) == [
        f"error DW009: {what} 'load': {value} is given without a name [etl/load]\n    write {argument}=..."
    ]
    assert tasks_of(etl)["load"]["notebook_task"]["notebook_path"] == "/load"


def test_in_a_dag_file_the_first_argument_of_a_group_is_its_connection() -> None:
    with operators.DatabricksWorkflowTaskGroup("etl") as etl:
        task()
    assert told(etl) == [
        "error DW009: a workflow without group_id: 'etl' is databricks_conn_id, its first argument [etl]\n"
        "    write group_id='etl'"
    ]
    with operators.DatabricksWorkflowTaskGroup("prod", group_id="etl") as etl:
        task()
    assert [job.connection and job.connection.conn_id for job in compiled(etl).jobs] == ["prod"]


def test_a_second_id_without_a_name_is_one_too_many() -> None:
    etl = workflow(lambda: DatabricksTaskOperator("load", "other", task_config=LOAD))
    assert told(etl) == ["error DW009: task 'load': 'other' is given without a name [etl/load]\n    take it away"]
