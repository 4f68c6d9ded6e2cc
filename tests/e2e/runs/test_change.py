"""`repair` and `cancel` against a workspace."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.runs import Commands, notebook
from tests.support.workspace import Fail, Hang, Succeed, Workspace

TASKS = (notebook("extract"), notebook("load", "extract"), notebook("report", "load"))


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return workspace.create_job(*TASKS, name="etl", parameters=[{"name": "region", "default": "eu"}])


def failed(workspace: Workspace, job_id: int) -> int:
    """A run in which ``load`` has failed."""
    workspace.script(task="load", attempts=[Fail("no"), Succeed()])
    run_id = workspace.start(job_id)
    workspace.finish()
    return run_id


def attempts(workspace: Workspace, run_id: int) -> dict[str, int]:
    return {key: len(slot.attempts) for key, slot in workspace.run(run_id).slots.items()}


def test_only_what_failed_is_run_again(run: Commands, job_id: int, workspace: Workspace) -> None:
    run_id = failed(workspace, job_id)
    ended = run("repair", run_id)
    assert ended.code == 0
    assert attempts(workspace, run_id) == {"extract": 1, "load": 2, "report": 2}
    assert "load: succeeded (0:01, attempt 2)" in ended.out
    assert "extract" not in ended.out
    assert workspace.calls("POST", "/runs/repair")[0].body == {"run_id": run_id, "rerun_all_failed_tasks": True}


def test_a_second_repair_names_the_first(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Fail("no"), Fail("no"), Succeed()])
    run_id = workspace.start(job_id)
    workspace.finish()
    assert (run("repair", run_id).code, run("repair", "etl").code) == (1, 0)
    first, second = workspace.calls("POST", "/runs/repair")
    assert "latest_repair_id" not in first.body
    assert second.body["latest_repair_id"] == workspace.run(run_id).repairs[1].repair_id
    assert attempts(workspace, run_id) == {"extract": 1, "load": 3, "report": 3}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--task", "extract"], {"extract": 2, "load": 1, "report": 1}),
        (["--task", "extract", "--dependent"], {"extract": 2, "load": 2, "report": 2}),
        (["--task", "extract,load"], {"extract": 2, "load": 2, "report": 1}),
    ],
    ids=" ".join,
)
def test_chosen_tasks(
    arguments: list[str], expected: dict[str, int], run: Commands, job_id: int, workspace: Workspace
) -> None:
    run_id = failed(workspace, job_id)
    run("repair", run_id, *arguments, "--param", "region=us")
    assert attempts(workspace, run_id) == expected
    assert workspace.calls("POST", "/runs/repair")[0].body["job_parameters"] == {"region": "us"}


def test_repair_as_events(run: Commands, job_id: int, workspace: Workspace) -> None:
    ended = run("repair", failed(workspace, job_id), "--json")
    assert (ended.kinds()[0], ended.kinds()[-1]) == ("repair_started", "run_finished")


def test_a_repair_need_not_be_watched(run: Commands, job_id: int, workspace: Workspace) -> None:
    run_id = failed(workspace, job_id)
    ended = run("repair", run_id, "--no-watch")
    assert (ended.code, ended.out.splitlines()[1]) == (0, f"  databricks-workflows watch {run_id}")


def test_a_repair_whose_answer_was_lost_is_not_asked_for_twice(
    run: Commands, job_id: int, workspace: Workspace
) -> None:
    run_id = failed(workspace, job_id)
    workspace.trouble.add("/runs/repair", times=1, close=True, performed=True)
    assert run("repair", run_id).code == 0
    assert attempts(workspace, run_id) == {"extract": 1, "load": 2, "report": 2}


@pytest.mark.parametrize(
    ("scripts", "arguments", "says"),
    [
        ({"load": Hang()}, [], "is running: it can be repaired when it has ended, databricks-workflows watch"),
        ({}, [], "nothing failed in run"),
        ({"load": Fail()}, ["--task", "lod"], "has no task 'lod': did you mean 'load'?"),
    ],
    ids=["it goes on", "nothing failed", "no such task"],
)
def test_nothing_to_repair(
    scripts: dict[str, Any], arguments: list[str], says: str, run: Commands, job_id: int, workspace: Workspace
) -> None:
    for task, script in scripts.items():
        workspace.script(task=task, attempts=[script])
    run_id = workspace.start(job_id)
    workspace.clock.advance(10)
    ended = run("repair", run_id, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert workspace.calls("POST", "/runs/repair") == []


def test_a_run_that_was_skipped_has_nothing_to_repair(run: Commands, workspace: Workspace) -> None:
    job_id = workspace.create_job(*TASKS, name="etl", max_concurrent_runs=0)
    ended = run("repair", workspace.start(job_id))
    assert ended.code == 2
    assert f"ran no task: start another, databricks-workflows run {job_id}" in ended.err


# cancel


def test_a_canceled_run_is_waited_for(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Hang()])
    run_id = workspace.start(job_id)
    workspace.clock.advance(10)
    ended = run("cancel", run_id)
    assert (ended.code, ended.out) == (0, f"run {run_id} canceled after 0:11: Run cancelled.\n")
    assert workspace.run(run_id).end is not None


def test_all_runs_of_a_job(run: Commands, workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Hang()])
    job_id = workspace.create_job(*TASKS, name="etl", max_concurrent_runs=2)
    runs = [workspace.start(job_id) for _ in range(3)]
    ended = run("cancel", "etl", "--json")
    assert ended.code == 0
    assert ended.kinds() == ["cancel_requested"] * 3 + ["run_finished"] * 3
    assert all(workspace.run(each).end for each in runs)
    assert run("cancel", "etl").out == "no run of etl goes on\n"


def test_a_run_that_had_ended_says_how(run: Commands, job_id: int, workspace: Workspace) -> None:
    run_id = workspace.start(job_id)
    workspace.finish()
    ended = run("cancel", run_id)
    assert (ended.code, ended.out) == (0, f"run {run_id} succeeded after 0:03\n")
    assert workspace.calls("POST", "/runs/cancel") == []


def test_a_cancel_need_not_be_waited_for(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Hang()])
    run_id = workspace.start(job_id)
    ended = run("cancel", run_id, "--no-watch")
    assert (ended.code, run.clock.sleeps) == (0, [])
    assert f"run {run_id} is being stopped" in ended.out
