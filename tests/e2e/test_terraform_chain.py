"""Every stack's job changed again and again: each update makes what the same document makes in an empty workspace."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import cdktf
import pytest

import stacks
from databricks_workflows.testing import synthesize
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Terraform
from tests.support.workspace import Workspace

Job = dict[str, Any]


def as_written(job: Job) -> None:
    pass


def a_field(job: Job) -> None:
    job["timeout_seconds"] = 12345


def a_task_before_the_others(job: Job) -> None:
    job["task"].insert(0, {"task_key": "0_first", "notebook_task": {"notebook_path": "/x", "source": "WORKSPACE"}})


def a_renamed_key(job: Job) -> None:
    last = job["task"][-1]
    former, last["task_key"] = last["task_key"], f"zz_{last['task_key']}"
    for task in job["task"]:
        for edge in task.get("depends_on", ()):
            if edge["task_key"] == former:
                edge["task_key"] = last["task_key"]


def git(job: Job) -> None:
    job.setdefault("git_source", {"url": "https://github.com/a/b", "provider": "gitHub", "branch": "main"})


def a_mail_list(job: Job) -> None:
    job.setdefault("email_notifications", {})["on_failure"] = ["a@x.io", "b@x.io"]


def a_shorter_mail_list(job: Job) -> None:
    job["email_notifications"]["on_failure"] = ["a@x.io"]


def a_flag(job: Job) -> None:
    job["task"][0]["retry_on_timeout"] = True


def a_flag_taken_back(job: Job) -> None:
    job["task"][0]["retry_on_timeout"] = False


CHANGES: list[Callable[[Job], None]] = [
    as_written,
    a_field,
    a_task_before_the_others,
    a_renamed_key,
    git,
    a_mail_list,
    a_shorter_mail_list,
    a_flag,
    a_flag_taken_back,
]


def versions() -> list[dict[str, Any]]:
    """The document of all stacks' jobs, as it is after each change."""
    jobs: dict[str, Job] = {}
    variables: dict[str, Any] = {}
    for name in stacks.__all__:
        document = synthesize(getattr(stacks, name)(cdktf.Testing.app()))
        variables |= document.get("variable", {})
        for address, job in document["resource"]["databricks_job"].items():
            own = {key: value for key, value in job.items() if key not in ("provider", "//")}
            jobs[f"{name}_{address}"] = own | {"name": f"{name}.{job['name']}"}
    found = []
    for change in CHANGES:
        for job in jobs.values():
            change(job)
        found.append(deepcopy({"resource": {"databricks_job": jobs}, "variable": variables}))
    return found


def kept(workspace: Workspace) -> dict[str, Any]:
    """The jobs by name. One that names nobody runs as who has made it; an update says so in words."""
    maker = {"run_as": {"user_name": workspace.user}}
    return {job["name"]: deepcopy(maker | job) for job in workspace.jobs.values()}


@pytest.fixture(scope="module")
def after_each(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Any]]:
    """The jobs after each change, and those that its document makes in an empty workspace."""
    documents, pairs = versions(), []
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path_factory.mktemp("changed"))
        for number, document in enumerate(documents):
            module.write(document)
            module.apply()
            with Workspace() as empty:
                anew = RootModule(terraform, empty, tmp_path_factory.mktemp(f"anew_{number}"))
                anew.write(document)
                anew.apply()
                pairs.append((kept(workspace), kept(empty)))
        assert not module.has_changes()
    return pairs


@pytest.mark.parametrize("number", range(len(CHANGES)), ids=[change.__name__ for change in CHANGES])
def test_every_job_is_as_if_made_anew(number: int, after_each: list[tuple[Any, Any]]) -> None:
    changed, anew = after_each[number]
    assert len(changed) == len(stacks.__all__)
    assert changed == anew
