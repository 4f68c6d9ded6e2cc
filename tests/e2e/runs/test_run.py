"""`run`, `watch` and `list` against a workspace, from the command line to the exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.runs import Commands, commands_of, notebook
from tests.support.workspace import Fail, Hang, Succeed, Workspace

TASKS = (notebook("extract"), notebook("load", "extract"), notebook("report", "load"), notebook("mail", "extract"))
PARAMETERS = [{"name": "run_date", "default": "{{job.start_time.iso_date}}"}, {"name": "region", "default": "eu"}]


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return workspace.create_job(*TASKS, name="sales.etl", parameters=PARAMETERS)


@pytest.fixture(params=[True, False], ids=["newer states", "older states"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Commands]:
    """A workspace with the newer state model, and one with the older alone."""
    monkeypatch.chdir(tmp_path)
    with Workspace(status=request.param) as workspace:
        workspace.create_job(*TASKS, name="sales.etl", parameters=PARAMETERS)
        yield commands_of(workspace, monkeypatch)


def settings(run: Commands, **changed: Any) -> None:
    (job_id,) = run.workspace.jobs
    run.workspace.jobs[job_id].update(changed)


def test_a_run_that_succeeds(either: Commands) -> None:
    ended = either("run", "sales.etl")
    assert (ended.code, ended.err) == (0, "")
    first, *lines, last, page = ended.out.splitlines()
    assert first.startswith("sales.etl  run 4102003")
    assert "/jobs/620513460007919/runs/" in first
    assert [line.strip().partition("  ")[2] for line in lines if "succeeded" in line] == [
        "extract: succeeded (0:01)",
        "load: succeeded (0:01)",
        "mail: succeeded (0:01)",
        "report: succeeded (0:01)",
    ]
    assert last == "succeeded after 0:03"
    assert page.strip().startswith(either.workspace.url)


def test_a_run_that_fails_names_the_task_its_error_and_what_to_do(either: Commands) -> None:
    trace = "Traceback\n  File 'load.py'\nValueError: query 'x' not found"
    either.workspace.script(task="load", attempts=[Fail("query 'x' not found", trace=trace)])
    ended = either("run", "sales.etl")
    assert ended.code == 1
    url = f"{either.workspace.url}/jobs/620513460007919/runs"
    *_, end, error, _, _, why, page, again = ended.out.splitlines()
    assert end == "failed after 0:02: load failed (1 task not run because of it)"
    assert (
        error.strip().endswith("load: RUN_EXECUTION_ERROR: query 'x' not found")
        or error == "  load: query 'x' not found"
    )
    assert why == "    ValueError: query 'x' not found"
    assert page.startswith(f"    {url}/")
    assert again.split() == [
        page_of(ended.out),
        "databricks-workflows",
        "repair",
        page_of(ended.out).rpartition("/")[2],
    ]


def page_of(out: str) -> str:
    return out.splitlines()[0].split()[-1]


@pytest.mark.parametrize(
    ("script", "changed", "code", "state", "says"),
    [
        (Succeed(), {}, 0, "succeeded", "succeeded after"),
        (Fail("no"), {}, 1, "failed", "failed after 0:01: extract failed (3 tasks not run because of it)"),
        (Hang(), {"timeout_seconds": 60}, 4, "timed_out", "timed out after 1:00"),
        (Succeed(), {"queue": {"enabled": False}, "max_concurrent_runs": 0}, 5, "skipped", "skipped"),
    ],
    ids=["succeeds", "fails", "times out", "skipped"],
)
def test_the_exit_code_says_how_it_ended(
    script: Any, changed: dict[str, Any], code: int, state: str, says: str, either: Commands
) -> None:
    settings(either, **changed)
    either.workspace.script(task="extract", attempts=[script])
    text = either("run", "sales.etl")
    assert text.code == code
    assert says in text.out
    events = either("run", "sales.etl", "--json")
    assert events.code == code
    assert (events.events[0]["event"], events.events[-1]["event"]) == ("run_started", "run_finished")
    assert (events.events[-1]["state"], events.events[-1]["exit_code"]) == (state, code)
    assert events.err == ""


def test_a_run_that_somebody_cancels(either: Commands) -> None:
    either.workspace.script(task="load", attempts=[Hang()])

    def cancel(number: int) -> None:
        if number == 5:
            (run_id,) = either.workspace._engine.runs
            either.workspace.client().jobs.cancel_run(run_id)

    either.clock.before_sleep = cancel
    ended = either("run", "sales.etl")
    assert ended.code == 3
    assert "canceled after" in ended.out


def test_a_task_that_fails_without_consequence_is_told_and_no_failure(either: Commands) -> None:
    settings(either, tasks=[notebook("a"), notebook("b", "a", run_if="ALL_DONE")])
    either.workspace.script(task="a", attempts=[Fail("no")])
    ended = either("run", "sales.etl")
    assert ended.code == 0
    assert "succeeded, with failures after" in ended.out


def test_parameters_and_tasks_arrive(run: Commands, job_id: int, workspace: Workspace) -> None:
    ended = run(
        "run", job_id, "--param", "region=us=1", "--param", "run_date=2024-01-01", "--only", "load+, mail", "--json"
    )
    assert ended.code == 0
    (call,) = workspace.calls("POST", "/jobs/run-now")
    assert call.body["job_parameters"] == {"region": "us=1", "run_date": "2024-01-01"}
    assert call.body["only"] == ["load+", "mail"]
    assert {event["task"] for event in ended.events if event["event"] == "task_changed"} == {"load", "report", "mail"}


def test_it_does_not_watch_when_told_so(run: Commands, job_id: int) -> None:
    ended = run("run", job_id, "--no-watch")
    run_id = ended.out.split()[2]
    assert (ended.code, ended.out.splitlines()[1]) == (0, f"  databricks-workflows watch {run_id}")
    assert run.clock.sleeps == []
    assert run("watch", run_id).code == 0


def test_retries_are_attempts(run: Commands, workspace: Workspace) -> None:
    workspace.create_job(notebook("a", max_retries=2), name="retried")
    workspace.script(task="a", attempts=[Fail("once", after=20), Succeed(after=20)])
    ended = run("run", "retried")
    assert ended.code == 0
    assert "a: succeeded (0:20, attempt 2 of 3)" in ended.out


def test_a_run_in_the_queue_says_why(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Succeed(after=60)])
    workspace.start(job_id)
    ended = run("run", job_id)
    assert ended.code == 0
    assert "queued: Run is in queue because the maximum number of concurrent runs is reached." in ended.out


def test_a_run_of_many_tasks_is_read_whole(run: Commands, workspace: Workspace) -> None:
    workspace.create_job(*(notebook(f"t{number:03}") for number in range(230)), name="wide")
    ended = run("run", "wide", "--json")
    assert ended.code == 0
    assert len({event["task"] for event in ended.events if "task" in event}) == 230


# Giving up and ^C


def test_it_gives_up_in_time_and_the_run_goes_on(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="extract", attempts=[Hang()])
    ended = run("run", job_id, "--timeout", 30)
    run_id = int(ended.out.split()[2])
    assert ended.code == 6
    assert ended.err == (
        f"gave up watching after 30 s: run {run_id} goes on; databricks-workflows watch {run_id} comes back to it\n"
    )
    assert workspace.run(run_id).end is None
    events = run("watch", run_id, "--timeout", 30, "--json").events
    assert events[-1] == {
        "event": "stopped_watching",
        "run_id": run_id,
        "reason": "gave up watching after 30 s",
        "exit_code": 6,
    }


def test_an_interrupt_leaves_the_run_going(run: Commands, job_id: int, workspace: Workspace) -> None:
    def interrupt(number: int) -> None:
        if number == 2:
            raise KeyboardInterrupt

    workspace.script(task="extract", attempts=[Hang()])
    run.clock.before_sleep = interrupt
    ended = run("run", job_id)
    run_id = int(ended.out.split()[2])
    assert ended.code == 130
    assert ended.err == f"interrupted: run {run_id} goes on; databricks-workflows watch {run_id} comes back to it\n"
    assert workspace.run(run_id).end is None


def test_an_interrupt_while_a_run_is_started_says_where_to_look(
    run: Commands, job_id: int, workspace: Workspace
) -> None:
    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    workspace.trouble.add("/jobs/run-now", status=503)
    run.clock.before_sleep = interrupt
    ended = run("run", job_id)
    assert ended.code == 130
    assert ended.err.splitlines()[-2:] == [
        f"the run may have begun: databricks-workflows list {job_id} shows it",
        "interrupted",
    ]


# Which run, which job


def test_watch_of_a_job_is_its_newest_run(run: Commands, job_id: int, workspace: Workspace) -> None:
    first = workspace.start(job_id)
    workspace.finish()
    workspace.clock.advance(60)
    second = workspace.start(job_id)
    assert str(second) in run("watch", "sales.etl").out
    assert str(first) in run("watch", first).out


def test_the_runs_of_a_job(run: Commands, job_id: int, workspace: Workspace) -> None:
    other = workspace.create_job(notebook("a"), name="other")
    workspace.script(job="other", attempts=[Fail("no")])
    for each in (job_id, job_id, other):
        workspace.start(each)
        workspace.finish()
        workspace.clock.advance(60)
    ended = run("list", "sales.etl")
    assert [line.split()[1:3] for line in ended.out.splitlines()] == [
        ["job", "state"],
        ["sales.etl", "succeeded"],
        ["sales.etl", "succeeded"],
    ]
    shown = json.loads(run("list", "--json", "--limit", 2).out)["runs"]
    assert [(each["job"], each["state"], each["seconds"]) for each in shown] == [
        ("other", "failed", 1.0),
        ("sales.etl", "succeeded", 3.0),
    ]
    assert shown[1]["parameters"] == {"region": "eu", "run_date": "2026-03-02"}
    assert run("list", "--active").out == "no runs\n"


def test_more_runs_than_a_page_of_the_api(run: Commands, workspace: Workspace) -> None:
    job_id = workspace.create_job(notebook("a"), name="often")
    for _ in range(30):
        workspace.start(job_id)
        workspace.finish()
    assert len(json.loads(run("list", job_id, "--limit", 28, "--json").out)["runs"]) == 28


def test_a_job_by_the_path_of_its_construct(run: Commands, job_id: int, workspace: Workspace) -> None:
    resource = {"//": {"metadata": {"path": "sales/etl/Default"}}, "name": "sales.etl"}
    document = {
        "resource": {"databricks_job": {"etl": resource}},
        "terraform": {"backend": {"local": {"path": "../../../terraform.sales.tfstate"}}},
    }
    attributes = {"id": str(job_id), "name": "sales.etl", "url": f"{workspace.url}/#job/{job_id}"}
    instance = {"mode": "managed", "type": "databricks_job", "name": "etl", "instances": [{"attributes": attributes}]}
    folder = Path("cdktf.out/stacks/sales")
    folder.mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(json.dumps(document))
    not_yet = run("run", "sales/etl")
    assert (not_yet.code, not_yet.err) == (2, "Error: sales/etl is not deployed: cdktf deploy sales\n")

    Path("terraform.sales.tfstate").write_text(json.dumps({"version": 4, "resources": [instance]}))
    assert run("run", "sales/etl").code == 0
    assert run("run", "etl").code == 0

    attributes["url"] = f"https://other.example.com/#job/{job_id}"
    Path("terraform.sales.tfstate").write_text(json.dumps({"version": 4, "resources": [instance]}))
    elsewhere = run("run", "sales/etl")
    assert elsewhere.code == 2
    assert "is deployed to https://other.example.com, and the workspace here is http://127.0.0.1" in elsewhere.err
    assert run("run", job_id).code == 0


def test_the_profile_of_the_jobs_connection_is_used(run: Commands, job_id: int, workspace: Workspace) -> None:
    Path(".databrickscfg").write_text(f"[production]\nhost = {workspace.url}\ntoken = {workspace.token}\n")
    resource = {"name": "sales.etl", "provider": "databricks.production"}
    document = {
        "provider": {"databricks": [{"alias": "production", "profile": "production"}]},
        "resource": {"databricks_job": {"etl": resource}},
        "terraform": {"backend": {"local": {"path": "../../../terraform.sales.tfstate"}}},
    }
    instance = {
        "mode": "managed",
        "type": "databricks_job",
        "name": "etl",
        "instances": [{"attributes": {"id": str(job_id)}}],
    }
    folder = Path("cdktf.out/stacks/sales")
    folder.mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(json.dumps(document))
    Path("terraform.sales.tfstate").write_text(json.dumps({"version": 4, "resources": [instance]}))
    run.environment.clear()
    assert run("run", "sales/etl").code == 0
    assert run("run", "sales/elt").err == (
        "Error: there is no job 'sales/elt' in the app of this folder: did you mean 'sales/etl'?\n"
    )
    assert run("list").code == 0  # all jobs of this folder have it
    (other := Path("cdktf.out/stacks/other")).mkdir()
    document["provider"] = {"databricks": [{"alias": "production", "profile": "another"}]}
    (other / "cdk.tf.json").write_text(json.dumps(document))
    assert run("list").code == 7
    assert run("list", "--profile", "production").code == 0


# Usage


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "sales.elt"], "there is no job 'sales.elt', neither in Terraform's state nor in http"),
        (["run", "sales.elt"], "did you mean 'sales.etl'?"),
        (["run", "sales.etl", "--param", "regoin=eu"], "sales.etl has no parameter 'regoin': did you mean 'region'?"),
        (["run", "sales.etl", "--param", "region"], "'region' is no NAME=VALUE"),
        (["run", "sales.etl", "--only", "+lod"], "sales.etl has no task 'lod': did you mean 'load'?"),
        (["run", "sales.etl", "--parallel", "2"], "--parallel is for --backfill"),
        (["run", "sales.etl", "--backfill", "2024-01-01", "--only", "load"], "--backfill goes without --only"),
        (["run", "sales.etl", "--backfill", "2024-13-01"], "'2024-13-01' is no date"),
        (["run", "sales.etl", "--backfill", "2024-01-01", "--date-param", "day"], "has no parameter 'day'"),
        (["run", "sales.etl", "--backfill", "2024-01-01", "--param", "run_date=x"], "--backfill sets it"),
        (["watch", "sales.etl"], "sales.etl has no runs: databricks-workflows run sales.etl"),
        (["repair", "1", "--dependent"], "--dependent is for --task"),
        (["list", "--profile", "produktion"], "there is no profile 'produktion' in ~/.databrickscfg: it has none"),
        (["cancel"], "Missing argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.usefixtures("job_id")
def test_what_is_not_there_is_exit_code_2(arguments: list[str], says: str, run: Commands) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert says in " ".join(ended.err.split())
    assert ended.out == ""


def test_two_jobs_of_a_name_are_refused(run: Commands, job_id: int, workspace: Workspace) -> None:
    other = workspace.create_job(notebook("a"), name="Sales.ETL")
    ended = run("run", "sales.etl")
    assert ended.code == 2
    assert "2 jobs of" in ended.err
    assert f"{other}, {job_id}" in ended.err
