"""What each task waits for (M3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from databricks_workflows.authoring import DatabricksWorkflowTaskGroup, TaskGroup, chain, cross_downstream
from tests.support.workflows import NOTEBOOK, compiled, task, tasks_of, told, workflow


def waits(body: Callable[[], object], **arguments: Any) -> dict[str, list[str]]:
    return {
        key: [each["task_key"] + (f" if {each['outcome']}" if "outcome" in each else "") for each in one["depends_on"]]
        for key, one in tasks_of(workflow(body, **arguments)).items()
        if "depends_on" in one
    }


def raw(*keys: str) -> dict[str, Any]:
    return {**NOTEBOOK, "depends_on": [{"task_key": key} for key in keys]}


def condition() -> Any:
    return task("check", task_config={"condition_task": {"left": "1", "op": "EQUAL_TO", "right": "1"}})


def in_raw(*names: str, **arguments: Any) -> TaskGroup:
    with TaskGroup(group_id="raw") as raw_group:
        for name in names:
            task(name, **arguments)
    return raw_group


def with_outcome() -> None:
    check, load = condition(), task("load")
    check.outcome(True) >> load
    check >> load


WAITS: list[tuple[str, Callable[[], object], dict[str, list[str]]]] = [
    ("nothing", lambda: task("a"), {}),
    ("an edge", lambda: task("a") >> task("b"), {"b": ["a"]}),
    ("the same edge twice", lambda: [(a >> b, b << a) for a, b in [(task("a"), task("b"))]], {"b": ["a"]}),
    ("depends_on", lambda: (task("a"), task("b", depends_on=["a"])), {"b": ["a"]}),
    ("depends_on beside the same edge", lambda: task("a") >> task("b", depends_on=["a"]), {"b": ["a"]}),
    (
        "depends_on beside another edge",
        lambda: (task("x"), task("a") >> task("b", depends_on=["x"])),
        {"b": ["a", "x"]},
    ),
    ("depends_on of what comes later", lambda: (task("b", depends_on=["a"]), task("a")), {"b": ["a"]}),
    ("task_config", lambda: (task("a"), task("b", task_config=raw("a"))), {"b": ["a"]}),
    (
        "task_config with an outcome",
        lambda: (
            condition(),
            task("b", task_config={**NOTEBOOK, "depends_on": [{"task_key": "check", "outcome": "true"}]}),
        ),
        {"b": ["check if true"]},
    ),
    ("an outcome", lambda: condition().outcome(False) >> task("b"), {"b": ["check if false"]}),
    ("an outcome and a plain edge", with_outcome, {"load": ["check if true"]}),
    (
        "both outcomes of one task",
        lambda: [(c.outcome(True) >> b, c.outcome(False) >> b) for c, b in [(condition(), task("b"))]],
        {"b": ["check if true", "check if false"]},
    ),
    ("a sibling inside a group", lambda: (task("a"), in_raw("x"), in_raw2()), {"raw2__y": ["raw2__x"]}),
    ("a path", lambda: (in_raw("x"), task("y", depends_on=["raw.x"])), {"y": ["raw__x"]}),
    ("a path from inside", lambda: (task("top"), in_raw("x", depends_on=["top"])), {"raw__x": ["top"]}),
    ("a task_key", lambda: (in_raw("x"), task("y", depends_on=["raw__x"])), {"y": ["raw__x"]}),
    (
        "an own key",
        lambda: (task("x", databricks_task_key="own"), task("y", depends_on=["own"])),
        {"y": ["own"]},
    ),
    (
        "an id of a task with an own key",
        lambda: (task("x", databricks_task_key="own"), task("y", depends_on=["x"])),
        {"y": ["own"]},
    ),
]


def in_raw2() -> TaskGroup:
    with TaskGroup(group_id="raw2") as group:
        task("x")
        task("y", depends_on=["x"])
    return group


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in WAITS], ids=[row[0] for row in WAITS])
def test_a_task_waits_for(body: Callable[[], object], expected: dict[str, list[str]]) -> None:
    assert waits(body) == expected


def test_default_args_may_name_them() -> None:
    def body() -> None:
        in_raw("a", depends_on=["z"])
        with TaskGroup(group_id="late", default_args={"depends_on": ["z"]}):
            task("b")
        task("z")

    etl = workflow(body)
    assert {key: each.get("depends_on") for key, each in tasks_of(etl).items()} == {
        "raw__a": [{"task_key": "z"}],
        "late__b": [{"task_key": "z"}],
        "z": None,
    }


def test_names_are_found_under_prefix_and_suffix() -> None:
    assert waits(lambda: (task("a"), task("b", depends_on=["a"])), prefix="p_", suffix="_s") == {"p_b_s": ["p_a_s"]}


class Groups:
    """a >> b in g1, c and d in g2 with an inner g3 of e, an empty group, and x, y beside them."""

    def __init__(self) -> None:
        with DatabricksWorkflowTaskGroup(group_id="etl", prefix_group_id=False) as self.etl:
            with TaskGroup(group_id="g1", prefix_group_id=False) as self.g1:
                self.a, self.b = task("a"), task("b")
                self.a >> self.b
            with TaskGroup(group_id="g2", prefix_group_id=False) as self.g2:
                self.c, self.d = task("c"), task("d")
                with TaskGroup(group_id="g3", prefix_group_id=False) as self.g3:
                    self.e = task("e")
            with TaskGroup(group_id="empty") as self.empty:
                pass
            self.x, self.y = task("x"), task("y")

    def waits(self) -> str:
        tasks = tasks_of(self.etl)
        return " ".join(
            f"{each['task_key']}>{key}" for key, one in sorted(tasks.items()) for each in one.get("depends_on", ())
        )


def two_empty_ones(n: Groups) -> None:
    with n.etl, TaskGroup(group_id="also_empty") as more:
        pass
    n.x >> n.empty >> more >> n.y


INNER: list[tuple[str, Callable[[Groups], object], str]] = [
    ("no edge on a group", lambda n: None, "a>b"),
    ("group >> task", lambda n: n.g1 >> n.x, "a>b b>x"),
    ("task >> group", lambda n: n.x >> n.g1, "x>a a>b"),
    ("group >> group", lambda n: n.g1 >> n.g2, "a>b b>c b>d b>e"),
    ("group of groups >> task", lambda n: n.g2 >> n.x, "a>b c>x d>x e>x"),
    ("task >> group of groups", lambda n: n.x >> n.g2, "a>b x>c x>d x>e"),
    ("task >> inner group of its own group", lambda n: (n.c >> n.g3, n.x >> n.g2), "a>b x>c x>d c>e"),
    ("inner group >> task of its own group", lambda n: (n.g3 >> n.d, n.g2 >> n.x), "a>b e>d c>x d>x"),
    ("a list of groups", lambda n: [n.g1, n.g3] >> n.x, "a>b b>x e>x"),
    ("a chain through groups", lambda n: chain(n.x, n.g1, n.g3, n.y), "x>a a>b b>e e>y"),
    ("groups crosswise", lambda n: cross_downstream([n.g1, n.x], [n.g3, n.y]), "a>b b>e x>e b>y x>y"),
    ("group >> group and the same edge by hand", lambda n: (n.g1 >> n.g3, n.b >> n.e), "a>b b>e"),
    ("an edge that skips the groups", lambda n: (n.g1 >> n.g3, n.a >> n.e), "a>b b>e a>e"),
    ("a group without tasks", lambda n: (n.empty >> n.x, n.y >> n.empty), "a>b y>x"),
    ("before a group without tasks", lambda n: n.x >> n.empty, "a>b"),
    ("behind a group without tasks", lambda n: n.empty >> n.x, "a>b"),
    ("two groups without tasks", two_empty_ones, "a>b x>y"),
    ("groups around one without tasks", lambda n: n.g1 >> n.empty >> n.g2, "a>b b>c b>d b>e"),
]


@pytest.mark.parametrize(("write", "expected"), [row[1:] for row in INNER], ids=[row[0] for row in INNER])
def test_an_edge_on_an_inner_group_means_leaves_to_roots(write: Callable[[Groups], object], expected: str) -> None:
    groups = Groups()
    write(groups)
    assert groups.waits().split() == expected.split()


def same_id_twice() -> None:
    task("x")
    in_raw("x")
    with TaskGroup(group_id="other"):
        task("x")
        task("y", depends_on=["x"])


WRONG: list[tuple[str, Callable[[], object], list[str]]] = [
    (
        "an unknown id, with the nearest",
        lambda: (task("extract"), task("load", depends_on=["extrct"])),
        [
            "error DW006: task 'load': depends_on 'extrct', which is no task of this workflow [etl/load]\n"
            "    did you mean 'extract'? Known here: extract"
        ],
    ),
    (
        "an unknown id, alone",
        lambda: task("load", depends_on=["zzz"]),
        [
            "error DW006: task 'load': depends_on 'zzz', which is no task of this workflow [etl/load]\n"
            "    Known here: no other task"
        ],
    ),
    (
        "an unknown id in task_config",
        lambda: (in_raw("a"), task("load", task_config=raw("zzz"))),
        [
            "error DW006: task 'load': depends_on 'zzz', which is no task of this workflow [etl/load]\n"
            "    Known here: raw.a"
        ],
    ),
    (
        "an id inside a group, from outside",
        lambda: (in_raw("a"), task("load", depends_on=["a"])),
        [
            "error DW006: task 'load': depends_on 'a', which is no task of this workflow [etl/load]\n"
            "    Known here: raw.a"
        ],
    ),
    (
        "two matches",
        same_id_twice,
        [
            "error DW007: task 'y': depends_on 'x' fits several tasks: x, other.x [etl/other/y]\n"
            "    name it by its path from the workflow's root, or give the two different ids"
        ],
    ),
    (
        "task_config that differs from the edges",
        lambda: (task("x"), task("a") >> task("b", task_config=raw("x"))),
        [
            "warning DW008: task 'b': task_config waits for x, the edges for a; both count [etl/b]\n"
            "    write each dependency in one of the two places"
        ],
    ),
    ("task_config that agrees with the edges", lambda: task("a") >> task("b", task_config=raw("a")), []),
    ("task_config alone", lambda: (task("a"), task("b", task_config=raw("a"))), []),
    (
        "the token of a number",
        lambda: task("a", task_config={**NOTEBOOK, "depends_on": [{"task_key": -1.8881545897087505e289}]}),
        [
            "error DW006: task 'a': depends_on -1.8881545897087505e+289, which is no task of this workflow [etl/a]\n"
            "    Known here: no other task"
        ],
    ),
    (
        "itself",
        lambda: task("a", depends_on=["a"]),
        ["error DW004: task 'a' waits for itself [etl]\n    a waits for a      {place}\n    take the dependency away"],
    ),
]


@pytest.mark.parametrize(("body", "messages"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_says_what_is_wrong_with(body: Callable[[], object], messages: list[str]) -> None:
    result = compiled(etl := workflow(body))
    origins = {str(each.origin) for each in result.diagnostics}
    place = origins.pop() if len(origins) == 1 else ""
    assert told(etl) == [message.replace("{place}", place) for message in messages]


def test_both_count_where_task_config_differs() -> None:
    assert waits(lambda: (task("x"), task("a") >> task("b", task_config=raw("x")))) == {"b": ["a", "x"]}


def test_each_dependency_knows_where_it_was_written() -> None:
    with DatabricksWorkflowTaskGroup(group_id="etl") as etl:
        a, b = task("a"), task("b")
        a >> b
        c = task("c", depends_on=["b"])
    (job,) = compiled(etl).jobs
    assert job.dependency_origins == {("b", "a"): b.incoming[0].origin, ("c", "b"): c.origin}


def test_of_many_tasks_the_first_are_named() -> None:
    def body() -> None:
        for number in range(23):
            task(f"load_{number:02}")
        task("report", depends_on=["laod_07"])

    named = ", ".join(f"load_{number:02}" for number in range(20))
    assert told(workflow(body)) == [
        "error DW006: task 'report': depends_on 'laod_07', which is no task of this workflow [etl/report]\n"
        f"    did you mean 'load_07'? Known here: {named}, and 3 more"
    ]
