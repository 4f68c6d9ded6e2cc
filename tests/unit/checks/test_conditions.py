"""What waits for what: outcomes of conditions, run_if, disabled tasks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.conditions import check_conditions
from databricks_workflows.checks.disabled_tasks import check_disabled_tasks
from databricks_workflows.checks.run_conditions import check_run_conditions
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.left_out import EVERYTHING
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, job, task, told, workflow

CONDITION = {"condition_task": {"left": "{{job.parameters.a}}", "op": "EQUAL_TO", "right": "b"}}


def check(of: Job, found: Diagnostics) -> None:
    for rule in (check_conditions, check_run_conditions, check_disabled_tasks):
        rule(of, found)


def after(*before: str | tuple[str, str], **fields: Any) -> dict[str, Any]:
    """A task ``x`` that waits for others, or for outcomes of them."""
    named = [
        {"task_key": each} if isinstance(each, str) else {"task_key": each[0], "outcome": each[1]} for each in before
    ]
    return {"task_key": "x", "depends_on": named, **fields}


def tasks(*more: dict[str, Any], **first: Any) -> Job:
    return job(
        tasks=[
            {"task_key": "load", **first},
            {"task_key": "check", **CONDITION},
            {"task_key": "full", "depends_on": [{"task_key": "check", "outcome": "true"}]},
            *more,
        ]
    )


RIGHT: list[tuple[str, Job]] = [
    ("a branch that nobody takes", tasks()),
    ("both branches", tasks(after(("check", "false")))),
    ("either outcome", tasks(after(("check", "true"), ("check", "false"), run_if="AT_LEAST_ONE_SUCCESS"))),
    (
        "outcomes of two conditions",
        tasks(after(("check", "true"), ("other", "false")), {"task_key": "other", **CONDITION}),
    ),
    ("a clean-up after a condition", tasks(after("check", run_if="ALL_DONE"))),
    ("an unknown task, which is told elsewhere", tasks(after(("chekc", "true")))),
    ("a task that is known to be wrong", replace(tasks(after(("load", "true"))), left_out={"load": EVERYTHING})),
    ("the default, written out", tasks({"task_key": "x", "run_if": "ALL_SUCCESS"})),
    ("a failure beside an outcome", tasks(after(("check", "true"), "load", run_if="AT_LEAST_ONE_FAILED"))),
    ("all done after a disabled one", tasks(after("load", run_if="ALL_DONE"), disabled=True)),
    ("one of two is disabled", tasks(after("load", "full", run_if="NONE_FAILED"), disabled=True)),
    ("both are disabled", tasks(after("load", disabled=True), disabled=True)),
]


@pytest.mark.parametrize("of", [row[1] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_says_nothing_of(of: Job) -> None:
    assert checked(check, of) == []


WRONG: list[tuple[Job, str]] = [
    (
        tasks(after(("load", "true"))),
        "error DW400: task 'x' waits for the outcome 'true' of task 'load', which is no condition task [etl/x]\n"
        "    let it wait for the task itself: load >> x",
    ),
    (
        tasks(after("check")),
        "info DW401: task 'x' waits for condition task 'check' and names no outcome of it [etl/x]\n"
        "    say which: check.outcome(True) >> x",
    ),
    (
        tasks({"task_key": "x", **CONDITION}),
        "warning DW402: task 'x' is a condition task, and no task waits for it [etl/x]\n"
        "    let a task wait for an outcome of it: x.outcome(True) >> task",
    ),
    (
        tasks(after(("check", "true"), ("check", "false"))),
        "warning DW403: task 'x' waits for both outcomes of condition task 'check' and never runs [etl/x]\n"
        '    keep one of them, or give run_if="AT_LEAST_ONE_SUCCESS" to run either way',
    ),
    (
        tasks(after("load", "full"), disabled=True),
        "warning DW404: task 'x' waits for 'load', which is disabled, and never runs [etl/x]\n"
        '    disable it too, take the dependency away, or give run_if="ALL_DONE"',
    ),
    (
        tasks(after("load", run_if="AT_LEAST_ONE_SUCCESS"), disabled=True),
        "warning DW404: task 'x' waits for 'load', which is disabled, and never runs [etl/x]\n"
        '    disable it too, take the dependency away, or give run_if="ALL_DONE"',
    ),
    (
        tasks({"task_key": "x", "run_if": "ALL_DONE"}),
        "warning DW405: task 'x': run_if is 'ALL_DONE', and the task waits for nothing [etl/x]\n"
        "    take it away, or let the task wait for another one",
    ),
    (
        tasks(after(("check", "false"), run_if="ALL_FAILED")),
        "warning DW406: task 'x': run_if is 'ALL_FAILED', and the task waits for outcomes of conditions only [etl/x]\n"
        "    take run_if away, or let the task wait for the tasks that may fail",
    ),
]


@pytest.mark.parametrize(("of", "message"), WRONG)
def test_says_what_is_wrong(of: Job, message: str) -> None:
    assert checked(check, of) == [message]


def test_a_dependency_that_was_wrong_and_left_out_is_told_once() -> None:
    codes = [
        line.split(":")[0] for line in told(workflow(lambda: task(depends_on=["extrct"], trigger_rule="all_done")))
    ]
    assert codes == ["error DW006"]
