"""A workflow that is changed again and again: each update makes what the same document makes in an empty workspace.

What the provider can't take away is named with the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from itertools import pairwise
from typing import Any

import cdktf
import pytest

from databricks_workflows import (
    DatabricksNotebookOperator,
    DatabricksTaskOperator,
    DatabricksWorkflowTaskGroup,
    WorkflowStack,
)
from databricks_workflows.compare import compare
from databricks_workflows.testing import synthesize
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

BLANK = {"on_failure": [""]}
RUN_AS = {"user_name": "etl@x.io"}

# A change, what becomes of the workflow's arguments, and what is left of what was before, by place.
CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "as it was first": ({}, {}),
    "a field": ({"hours": 2}, {}),
    "a task before the others": ({"first": "archive"}, {}),
    "a renamed task": ({"load": "zload"}, {}),
    "git": ({"git": True}, {}),
    "a shorter mail list": ({"mails": ["a@x.io"]}, {}),
    "a flag taken back": ({"retry_on_timeout": None}, {}),
    "a flag of mails taken back": ({"quiet": None}, {"email_notifications.no_alert_for_skipped_runs": True}),
    "mails and run_as taken away, a task's mails added": (
        {"mails": [], "run_as": None, "task_mails": ["task@x.io"]},
        {"email_notifications": {**BLANK, "no_alert_for_skipped_runs": True}, "run_as": RUN_AS},
    ),
    "a task's mails shifted to one without": ({"first": ""}, {"tasks.1.email_notifications": BLANK}),
}


def workflow(
    *,
    first: str = "",
    git: bool = False,
    hours: int = 1,
    load: str = "load",
    mails: tuple[str, ...] = ("a@x.io", "b@x.io"),
    quiet: bool | None = True,
    retry_on_timeout: bool | None = True,
    run_as: dict[str, str] | None = RUN_AS,
    task_mails: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The arguments of the ``databricks_job`` that a workflow becomes."""
    folder = "etl" if git else "/etl"
    job = {
        "email_notifications": given(on_failure=list(mails), no_alert_for_skipped_runs=quiet),
        "git_source": {"git_url": "https://github.com/company/etl.git", "git_branch": "main"} if git else {},
        "tags": {"team": "data"},
    }
    check = {
        "email_notifications": given(on_failure=list(task_mails)),
        "notebook_task": {"notebook_path": f"{folder}/check"},
        "retry_on_timeout": retry_on_timeout,
    }
    stack = WorkflowStack(cdktf.Testing.app(), "stack")
    group = DatabricksWorkflowTaskGroup(stack, "etl", extra_job_params=given(**job), run_as=run_as)
    loaded = DatabricksNotebookOperator(
        group, load, notebook_path=f"{folder}/load", execution_timeout=timedelta(hours=hours)
    )
    checked = DatabricksTaskOperator(group, "check", task_config=given(**check))
    reported = DatabricksNotebookOperator(group, "report", notebook_path=f"{folder}/report", trigger_rule="all_done")
    loaded >> checked >> reported
    if first:
        DatabricksNotebookOperator(group, first, notebook_path=f"{folder}/first") >> loaded
    arguments: dict[str, Any] = synthesize(stack)["resource"]["databricks_job"]["etl"]
    return arguments


def given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value or value is False}


def documents() -> Iterator[tuple[str, dict[str, Any]]]:
    arguments: dict[str, Any] = {}
    for name, (changed, _) in CHANGES.items():
        arguments |= changed
        yield name, workflow(**arguments)


@pytest.fixture(scope="module")
def made_anew(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The job of every document in an empty workspace, by change."""
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path_factory.mktemp("anew"))
        module.write_jobs({f"job_{number}": job for number, (_, job) in enumerate(documents())})
        module.apply()
        jobs = module.jobs()
        return {name: jobs[f"job_{number}"] for number, name in enumerate(CHANGES)}


@pytest.fixture(scope="module")
def changed(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], bool]:
    """The job after every change, and whether a plan at the end shows one more."""
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path_factory.mktemp("changed"))
        found = {}
        for name, job in documents():
            module.write({"resource": {"databricks_job": {"etl": job}}})
            module.apply()
            (kept,) = workspace.jobs.values()
            found[name] = deepcopy(kept)
        return found, module.has_changes()


@pytest.mark.parametrize("name", CHANGES)
def test_job_after(name: str, changed: tuple[dict[str, Any], bool], made_anew: dict[str, Any]) -> None:
    expected = deepcopy(made_anew[name])
    for place, value in left_until(name).items():
        put(expected, place, value)
    assert changed[0][name] == expected


def test_a_last_plan_is_empty(changed: tuple[dict[str, Any], bool]) -> None:
    assert not changed[1]


def left_until(name: str) -> dict[str, Any]:
    left: dict[str, Any] = {}
    for each, (_, more) in CHANGES.items():
        left |= more
        if each == name:
            break
    return left


def put(body: Any, place: str, value: Any) -> None:
    *way, last = place.split(".")
    for step in way:
        body = body[int(step)] if isinstance(body, list) else body.setdefault(step, {})
    body[last] = value


def test_diff_names_what_is_left() -> None:
    """A note for every change that leaves something, and for no other."""
    named = [({"resource": {"databricks_job": {"etl": job}}}, name) for name, job in documents()]
    for (before, _), (after, name) in pairwise(named):
        (stack,) = compare({"s": before}, {"s": after}).stacks
        notes = [note.code for job in stack.jobs for note in job.notes]
        assert bool(notes) is bool(CHANGES[name][1]), (name, notes)
