"""A for-each: its inputs, its task, and what {{input}} stands for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from databricks_workflows.checks.loop_inputs import check_loop_inputs
from databricks_workflows.checks.loops import LONGEST, check_loop
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import tf
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, in_blocks, job


def check(of: Job, found: Diagnostics) -> None:
    in_blocks(check_loop)(of, found)
    check_loop_inputs(of, found)


def loop(inputs: str = '["a"]', value: str = "{{input}}", **task: Any) -> Job:
    work = {"notebook_path": "/a", "base_parameters": {"p": value}}
    inner = {"task_key": "each", "notebook_task": work, **task}
    return job(tasks=[{"task_key": "first"}, {"task_key": "all", "for_each_task": {"inputs": inputs, "task": inner}}])


RIGHT: list[Job] = [
    loop(),
    loop('[{"a": 1}, {"b": 2}]', "{{input.a}}-{{ input.b }}"),
    loop("{{tasks.first.values.files}}", "{{input.path}}"),
    loop(run_if="ALL_SUCCESS", depends_on=[]),
    loop('["{{job.parameters.a}}", 1]'),
    loop(tf("${jsonencode(var.tables)}"), "{{input.name}}"),
    loop(json.dumps(["a" * (LONGEST - 4)])),
    job(tasks=[{"task_key": "first"}]),
]


@pytest.mark.parametrize("of", RIGHT)
def test_says_nothing_of_a_right_loop(of: Job) -> None:
    assert checked(check, of) == []


@pytest.mark.parametrize("inputs", ["[" * 9000, "-" * 9000, "(" * 150, "-" * 150, ",".join("a" * 100)])
def test_inputs_that_no_parser_likes_are_told(inputs: str) -> None:
    (told,) = checked(check, loop(inputs))
    assert told.startswith("error DW409: ")
    assert len(told) < 500


WHO = "task 'all': for_each_task"
LIST = "expected a JSON list as text or a dynamic value [etl/all]"
WRONG: list[tuple[Job, str]] = [
    (
        loop(run_if="ALL_DONE"),
        f"warning DW407: {WHO}.task.run_if has no meaning [etl/all]\n    give it to the for-each task itself",
    ),
    (
        loop(depends_on=[{"task_key": "first"}]),
        f"warning DW407: {WHO}.task.depends_on has no meaning [etl/all]\n    give it to the for-each task itself",
    ),
    (
        loop(task_key="all"),
        f"warning DW408: {WHO}.task.task_key is 'all', which is the key of another task [etl/all]\n"
        "    give it one of its own: 'all_each'",
    ),
    (loop("a, b"), f"error DW409: {WHO}.inputs is 'a, b', {LIST}\n    write " r'"inputs": "[\"a\", \"b\"]"'),
    (loop("['a']"), f"error DW409: {WHO}.inputs is \"['a']\", {LIST}\n    write " r'"inputs": "[\"a\"]"'),
    (
        loop('{"a": 1}'),
        f"error DW409: {WHO}.inputs is '{{\"a\": 1}}', {LIST}\n    write " r'"inputs": "[\"a\", \"b\"]"',
    ),
    (loop("[]"), f"warning DW410: {WHO}.inputs is an empty list [etl/all]\n    give at least one input"),
    (
        job(tasks=[{"task_key": "a", "notebook_task": {"notebook_path": "/a", "base_parameters": {"p": "{{input}}"}}}]),
        "error DW411: task 'a' uses {{input}} outside of a for-each [etl/a]\n"
        "    use it in the parameters of the task inside a for_each_task",
    ),
    (
        job(parameters=[{"name": "p", "default": "{{input.a}}"}]),
        "error DW411: workflow 'etl': parameter 'p' uses {{input.a}} outside of a for-each [etl]\n"
        "    use it in the parameters of the task inside a for_each_task",
    ),
    (
        loop(value="a"),
        "warning DW412: the task inside for-each task 'all' never uses {{input}} [etl/all]\n"
        '    hand it on in the parameters of the task, such as "base_parameters": {"table": "{{input}}"}',
    ),
    (
        loop('["a"]', "{{input.table}}"),
        "error DW413: the task inside for-each task 'all' uses {{input.table}}, and the inputs are no JSON objects "
        "[etl/all]\n    use {{input}}",
    ),
    (
        loop('[{"table": "a"}]', "{{input.tabel}}"),
        "error DW413: the task inside for-each task 'all' uses {{input.tabel}}, and the inputs have no field 'tabel' "
        "[etl/all]\n    did you mean 'table'?",
    ),
    (
        loop(json.dumps(["a" * LONGEST])),
        f"error DW414: {WHO}.inputs is 10004 characters long, expected at most 10000 [etl/all]\n"
        "    let a task before it set them as a task value, or hand on keys that the inner task looks up",
    ),
]


@pytest.mark.parametrize(("of", "message"), WRONG)
def test_says_what_is_wrong(of: Job, message: str) -> None:
    assert checked(check, of) == [message]
