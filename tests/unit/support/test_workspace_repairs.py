"""Repairs in the workspace for tests."""

from __future__ import annotations

from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, InvalidParameterValue
from databricks.sdk.service.jobs import JobSettings, NotebookTask, Task

from tests.support.workspace import Fail, Succeed, Workspace


def task(key: str, *after: str) -> dict[str, Any]:
    depends_on = [{"task_key": each} for each in after]
    parameters = {"count": "{{job.repair_count}} {{task.execution_count}}"}
    return {
        "task_key": key,
        "depends_on": depends_on,
        "notebook_task": {"notebook_path": "/n", "base_parameters": parameters},
    }


@pytest.fixture
def run_id(workspace: Workspace) -> int:
    """A run of a -> b -> c and d that failed at b, and would again at its next attempt."""
    tasks = [task("a"), task("b", "a"), task("c", "b"), task("d")]
    job_id = workspace.create_job(*tasks, parameters=[{"name": "p", "default": "x"}])
    workspace.script(task="b", attempts=[Fail(), Fail(), Succeed()])
    found = workspace.start(job_id)
    workspace.finish()
    return found


def attempts(workspace: Workspace, run_id: int) -> dict[str, list[str | None]]:
    return {key: [each.result for each in slot.attempts] for key, slot in workspace.run(run_id).slots.items()}


def repair(client: WorkspaceClient, run_id: int, **arguments: Any) -> int:
    response: Any = client.jobs.repair_run(run_id, **arguments).response
    return int(response.repair_id)


def test_all_failed_tasks_run_again_under_new_ids(run_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    first = repair(client, run_id, rerun_all_failed_tasks=True)
    run = client.jobs.get_run(run_id)
    assert run.state is not None
    assert run.state.life_cycle_state is not None
    assert (run.state.life_cycle_state.value, run.end_time) == ("RUNNING", 0)
    workspace.finish()
    failed = ["FAILED", "FAILED"], ["UPSTREAM_FAILED", "UPSTREAM_FAILED"]
    assert attempts(workspace, run_id) == {"a": ["SUCCESS"], "b": failed[0], "c": failed[1], "d": ["SUCCESS"]}

    second = repair(client, run_id, rerun_all_failed_tasks=True, latest_repair_id=first)
    workspace.finish()
    assert attempts(workspace, run_id)["b"] == ["FAILED", "FAILED", "SUCCESS"]
    assert attempts(workspace, run_id)["c"][-1] == "SUCCESS"
    assert workspace.received(run_id, "b")["count"] == "2 3"
    assert len({each.run_id for each in client.jobs.get_run(run_id).tasks or ()}) == 8

    history = client.jobs.get_run(run_id, include_history=True).repair_history or []
    assert [(each.type and each.type.value, each.id) for each in history] == [
        ("ORIGINAL", None),
        ("REPAIR", first),
        ("REPAIR", second),
    ]
    results = [each.state.result_state.value for each in history if each.state and each.state.result_state]
    assert results == ["FAILED", "FAILED", "SUCCESS"]
    assert [len(each.task_run_ids or ()) for each in history] == [4, 2, 2]
    assert client.jobs.get_run(run_id).repair_history == []


@pytest.mark.parametrize(
    ("arguments", "again"),
    [
        ({"rerun_tasks": ["b"]}, "b"),
        ({"rerun_tasks": ["a"]}, "a"),
        ({"rerun_tasks": ["a"], "rerun_dependent_tasks": True}, "abc"),
        ({"rerun_all_failed_tasks": True}, "bc"),
        ({"rerun_tasks": ["d", "c"]}, "cd"),
    ],
)
def test_which_tasks_run_again(
    arguments: dict[str, Any], again: str, run_id: int, workspace: Workspace, client: WorkspaceClient
) -> None:
    repair(client, run_id, **arguments)
    workspace.finish()
    assert "".join(key for key, found in attempts(workspace, run_id).items() if len(found) == 2) == again


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "Exactly one of rerun_tasks and rerun_all_failed_tasks"),
        ({"rerun_tasks": ["a"], "rerun_all_failed_tasks": True}, "Exactly one of"),
        ({"rerun_tasks": ["x"]}, r"Tasks \['x'\] are not part of run"),
        ({"rerun_tasks": ["b"], "latest_repair_id": 5}, "latest_repair_id must be the id of the latest repair"),
        ({"rerun_tasks": ["b"], "job_parameters": {"q": "1"}}, r"Job parameters \['q'\] are not defined"),
    ],
)
def test_refuses(arguments: dict[str, Any], message: str, run_id: int, client: WorkspaceClient) -> None:
    with pytest.raises(InvalidParameterValue, match=message):
        client.jobs.repair_run(run_id, **arguments)


def test_the_second_repair_names_the_first(run_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    repair(client, run_id, rerun_tasks=["b"])
    with pytest.raises(BadRequest, match="still active"):
        client.jobs.repair_run(run_id, rerun_tasks=["b"])
    workspace.finish()
    with pytest.raises(InvalidParameterValue, match="latest_repair_id"):
        client.jobs.repair_run(run_id, rerun_tasks=["b"])


def test_a_repair_takes_the_jobs_settings_of_today_and_new_parameters(
    run_id: int, workspace: Workspace, client: WorkspaceClient
) -> None:
    changed = Task("b", notebook_task=NotebookTask("/n", base_parameters={"fixed": "yes"}))
    client.jobs.update(workspace.run(run_id).job_id, new_settings=JobSettings(tasks=[changed]))
    repair(client, run_id, rerun_tasks=["b"], job_parameters={"p": "y"})
    assert workspace.received(run_id, "b") == {"fixed": "yes", "p": "y"}


def test_nothing_to_repair(workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = workspace.start(workspace.create_job(task("a")))
    workspace.finish()
    with pytest.raises(InvalidParameterValue, match="no tasks to repair"):
        client.jobs.repair_run(run_id, rerun_all_failed_tasks=True)
