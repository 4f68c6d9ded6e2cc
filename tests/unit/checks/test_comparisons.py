"""What a condition task compares."""

from __future__ import annotations

import pytest

from databricks_workflows.checks.comparisons import check_comparison
from databricks_workflows.model import tf
from tests.support.workflows import checked, in_blocks, job

VALUE = "{{tasks.a.values.v}}"


def found(left: str, op: str, right: str) -> list[str]:
    task = {"task_key": "a", "condition_task": {"left": left, "op": op, "right": right}}
    return checked(in_blocks(check_comparison), job(tasks=[task]))


@pytest.mark.parametrize(
    ("left", "op", "right"),
    [
        (VALUE, "GREATER_THAN", "0"),
        (VALUE, "LESS_THAN_OR_EQUAL", " -1.5e3 "),
        (VALUE, "EQUAL_TO", "abc"),
        (VALUE, "EQUAL_TO", "true"),
        ("{{job.parameters.a}}", "EQUAL_TO", "True"),
        ("n{{job.id}}", "NOT_EQUAL", VALUE),
        ("a", "EQUAL_TO", tf("${var.mode}")),
    ],
)
def test_says_nothing_of(left: str, op: str, right: str) -> None:
    assert found(left, op, right) == []


WRONG: list[tuple[tuple[str, str, str], str]] = [
    (
        (f"{VALUE} > 5", "EQUAL_TO", "true"),
        f"warning DW484: task 'a': condition_task.left is '{VALUE} > 5', and Databricks compares texts and computes "
        "nothing [etl/a]\n    write the sides of > as left and right, and op; what is more, in the task that is read",
    ),
    (
        ("1", "EQUAL_TO", "2"),
        "warning DW415: task 'a': condition_task compares '1' with '2', which never change [etl/a]\n"
        "    compare a dynamic value, such as {{tasks.count.values.rows}} or {{job.parameters.mode}}",
    ),
    (
        (VALUE, "LESS_THAN", "abc"),
        "error DW416: task 'a': condition_task.right is 'abc', expected a number for LESS_THAN [etl/a]\n"
        '    compare texts with op="EQUAL_TO" or "NOT_EQUAL"',
    ),
    (
        ("", "GREATER_THAN", VALUE),
        "error DW416: task 'a': condition_task.left is '', expected a number for GREATER_THAN [etl/a]\n"
        '    compare texts with op="EQUAL_TO" or "NOT_EQUAL"',
    ),
    (
        (VALUE, "NOT_EQUAL", "FALSE"),
        "warning DW417: task 'a': condition_task.right is 'FALSE', and a boolean task value is 'true' or 'false' "
        "[etl/a]\n    did you mean 'false'?",
    ),
]


@pytest.mark.parametrize(("sides", "message"), WRONG)
def test_says_what_is_wrong(sides: tuple[str, str, str], message: str) -> None:
    assert found(*sides) == [message]
