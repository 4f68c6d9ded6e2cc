"""No task waits for itself, however far around; a cycle is printed as its path."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from databricks_workflows.checks.cycles import check_cycles
from databricks_workflows.diagnostics import Diagnostics, Origin
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, compiled, job, task, workflow


def waiting(**waits: str) -> Job:
    """Tasks by key, with the keys that each waits for."""
    return job(
        tasks=[
            {"task_key": key, "depends_on": [{"task_key": other} for other in others.split()]}
            for key, others in waits.items()
        ]
    )


@pytest.mark.parametrize(
    "right",
    [
        waiting(),
        waiting(a=""),
        waiting(a="", b="a", c="a b"),
        waiting(c="b", b="a", a=""),
        waiting(a="nowhere"),
    ],
)
def test_says_nothing_of_a_right_job(right: Job) -> None:
    assert checked(check_cycles, right) == []


def cycle(*path: str) -> str:
    lines = "".join(f"    {after} waits for {before}\n" for before, after in pairwise(path))
    return f"error DW004: these tasks wait for each other: {' -> '.join(path)} [etl]\n{lines}    remove one of them"


WRONG: list[tuple[Job, list[str]]] = [
    (
        waiting(a="a"),
        ["error DW004: task 'a' waits for itself [etl]\n    a waits for a\n    take the dependency away"],
    ),
    (waiting(a="b", b="a"), [cycle("a", "b", "a")]),
    (waiting(b="a", a="b"), [cycle("a", "b", "a")]),
    (waiting(a="c", b="a", c="b", d="a", e=""), [cycle("a", "b", "c", "a")]),
    (waiting(a="b", b="a", c="d", d="c"), [cycle("a", "b", "a"), cycle("c", "d", "c")]),
]


@pytest.mark.parametrize(("wrong", "messages"), WRONG)
def test_a_cycle_is_an_error(wrong: Job, messages: list[str]) -> None:
    assert sorted(checked(check_cycles, wrong)) == messages


def test_tasks_of_one_key_are_not_told_to_wait_for_themselves() -> None:
    twice = job(tasks=[{"task_key": "a"}, {"task_key": "a", "depends_on": [{"task_key": "a"}]}])
    assert checked(check_cycles, twice) == []


def test_a_dependency_may_be_the_token_of_a_number() -> None:
    waits = [{"task_key": "b"}, {"task_key": -1.8881545897087505e289}]
    assert checked(check_cycles, job(tasks=[{"task_key": "a", "depends_on": waits}, {"task_key": "b"}])) == []


def test_at_most_ten_are_told() -> None:
    keys = "abcdefghijkl"
    each_with_each = waiting(**{key: " ".join(keys.replace(key, "")) for key in keys})
    assert len(checked(check_cycles, each_with_each)) == 10


def test_each_step_names_its_line_and_the_last_is_the_place() -> None:
    found = Diagnostics()
    origins = {("b", "a"): Origin("x.py", 5), ("a", "b"): Origin("x.py", 3)}
    check_cycles(replace(waiting(a="b", b="a"), dependency_origins=origins), found)
    (each,) = found
    assert each.remedy == "b waits for a      x.py:5\na waits for b      x.py:3\nremove one of them"
    assert each.origin == Origin("x.py", 5)


def test_a_wait_for_a_value_names_the_template_that_reads_it() -> None:
    template = "{{ ti.xcom_pull(task_ids='b', key='k') }}"

    def tasks() -> None:
        work = {"notebook_path": "/a", "base_parameters": {"p": template}}
        a, b = task("a", task_config={"notebook_task": work}), task("b")
        a >> b

    remedies = [
        re.sub(r" +\S+:\d+", "", each.remedy) for each in compiled(workflow(tasks)).diagnostics if each.code == "DW004"
    ]
    assert remedies == [f"b waits for a\na waits for b, whose value it reads: {template}\nremove one of them"]
