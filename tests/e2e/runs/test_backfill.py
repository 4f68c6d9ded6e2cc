"""`run --backfill` against a workspace: each day once, whatever happens in between."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.support.runs import Commands, notebook
from tests.support.workspace import Fail, Hang, Succeed, Workspace

JANUARY = "2024-01-01..2024-01-04"
DAYS = [f"2024-01-0{number}" for number in range(1, 5)]


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return job(workspace)


def job(workspace: Workspace, **settings: Any) -> int:
    parameters = [{"name": "run_date", "default": "{{job.start_time.iso_date}}"}, {"name": "region", "default": "eu"}]
    return workspace.create_job(
        notebook(
            "load", notebook_task={"notebook_path": "/load", "base_parameters": {"day": "{{job.parameters.run_date}}"}}
        ),
        **{"name": "etl", "parameters": parameters, "max_concurrent_runs": 3, **settings},
    )


def days_run(workspace: Workspace) -> list[str]:
    """The day that each run was for, in the order of the runs."""
    return [dict(run.parameters)["run_date"] for _, run in sorted(workspace._engine.runs.items())]


def test_each_day_has_a_run_with_its_date(run: Commands, job_id: int, workspace: Workspace) -> None:
    ended = run("run", "etl", "--backfill", JANUARY)
    assert ended.code == 0
    assert days_run(workspace) == DAYS
    assert {workspace.received(run_id, "load")["day"] for run_id in workspace._engine.runs} == set(DAYS)
    first, *_, table, total = ended.out.splitlines()
    assert first == "etl  backfill of 4 days"
    assert table.split()[:2] == ["2024-01-04", "succeeded"]
    assert total == "4 days: 4 succeeded"


def test_days_that_are_done_are_not_run_again(run: Commands, job_id: int, workspace: Workspace) -> None:
    run("run", "etl", "--backfill", "2024-01-02..2024-01-03")
    ended = run("run", "etl", "--backfill", JANUARY)
    assert ended.out.splitlines()[0] == "etl  backfill of 4 days, 2 done before"
    assert Counter(days_run(workspace)) == Counter(DAYS)
    assert ended.out.splitlines()[-1] == "4 days: 4 succeeded"
    again = run("run", "etl", "--backfill", JANUARY, "--param", "region=us")
    assert again.out.splitlines()[0] == "etl  backfill of 4 days"


def test_a_day_that_failed_is_run_again(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Fail("no")])
    failed = run("run", "etl", "--backfill", "2024-01-01..2024-01-02")
    assert (failed.code, failed.out.splitlines()[-1]) == (1, "2 days: 2 failed")
    workspace.script(task="load", attempts=[Succeed()])
    assert run("run", "etl", "--backfill", "2024-01-01..2024-01-02").code == 0
    assert Counter(days_run(workspace)) == {"2024-01-01": 2, "2024-01-02": 2}


@pytest.mark.parametrize("parallel", [1, 3])
def test_so_many_at_once(parallel: int, run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Succeed(after=100)])
    most = 0

    def look(number: int) -> None:
        nonlocal most
        most = max(most, sum(each.end is None for each in workspace._engine.runs.values()))

    run.clock.before_sleep = look
    assert run("run", "etl", "--backfill", JANUARY, "--parallel", parallel).code == 0
    assert most == parallel


@pytest.mark.parametrize("stop", [0, 1, 3, 5])
def test_it_goes_on_where_it_was_stopped(stop: int, run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Succeed(after=3)])

    def interrupt(number: int) -> None:
        if number == stop:
            raise KeyboardInterrupt

    run.clock.before_sleep = interrupt
    stopped = run("run", "etl", "--backfill", JANUARY, "--parallel", "2")
    assert stopped.code == 130
    assert "; the same command goes on where this stopped" in stopped.err
    assert run("run", "etl", "--backfill", JANUARY, "--parallel", "2").code == 0
    assert Counter(days_run(workspace)) == Counter(DAYS)


@pytest.mark.parametrize("performed", [True, False], ids=["the run began", "it did not"])
def test_a_run_whose_start_was_not_answered_is_started_once(
    performed: bool, run: Commands, job_id: int, workspace: Workspace
) -> None:
    workspace.trouble.add("/jobs/run-now", after=1, times=1, close=True, performed=performed)
    assert run("run", "etl", "--backfill", JANUARY).code == 0
    assert days_run(workspace) == DAYS


def test_a_workspace_that_refuses_midway_leaves_the_rest_for_later(
    run: Commands, job_id: int, workspace: Workspace
) -> None:
    workspace.trouble.expire_token(after=8)
    stopped = run("run", "etl", "--backfill", JANUARY)
    assert stopped.code == 7
    assert "not started" in stopped.out
    workspace.trouble.clear()
    assert run("run", "etl", "--backfill", JANUARY).code == 0
    assert Counter(days_run(workspace)) == Counter(DAYS)


def test_runs_in_the_queue_are_waited_for(run: Commands, workspace: Workspace) -> None:
    job(workspace, max_concurrent_runs=1)
    workspace.script(task="load", attempts=[Succeed(after=30)])
    ended = run("run", "etl", "--backfill", JANUARY, "--parallel", "4")
    assert ended.code == 0
    assert "queued" in ended.out


def test_a_job_that_would_skip_runs_is_not_started(run: Commands, workspace: Workspace) -> None:
    job(workspace, max_concurrent_runs=2, queue={"enabled": False})
    ended = run("run", "etl", "--backfill", JANUARY, "--parallel", "4")
    assert ended.code == 2
    assert "etl allows 2 runs at once and skips others: give --parallel 2 or less" in ended.err
    assert workspace.calls("POST", "/jobs/run-now") == []


def test_days_that_were_skipped_are_run_when_there_is_room(run: Commands, workspace: Workspace) -> None:
    job_id = job(workspace, max_concurrent_runs=1, queue={"enabled": False})
    workspace.script(task="load", attempts=[Hang()])
    blocking = workspace.start(job_id)
    ended = run("run", "etl", "--backfill", "2024-01-01")
    assert (ended.code, ended.out.splitlines()[-1]) == (5, "1 day: 1 skipped")
    assert run("cancel", blocking).code == 0
    workspace.script(task="load", attempts=[Succeed()])
    assert run("run", "etl", "--backfill", "2024-01-01").code == 0


def test_it_gives_up_in_time(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Hang()])
    ended = run("run", "etl", "--backfill", JANUARY, "--timeout", "60")
    assert ended.code == 6
    assert ended.err == ("gave up watching after 60 s: 1 run goes on; the same command goes on where this stopped\n")


def test_events(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Fail("no")])
    ended = run("run", "etl", "--backfill", "2024-01-01..2024-01-02", "--json")
    kinds = ended.kinds()
    assert (kinds[0], kinds[-1]) == ("backfill_started", "backfill_finished")
    assert Counter(kinds)["day_finished"] == 2
    last = ended.events[-1]
    assert (last["state"], last["exit_code"]) == ("failed", 1)
    assert [(day["date"], day["state"]) for day in last["days"]] == [("2024-01-01", "failed"), ("2024-01-02", "failed")]
