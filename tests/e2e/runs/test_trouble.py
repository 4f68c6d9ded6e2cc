"""Whatever goes wrong between a command and the workspace: one clear line, the right exit code, no token."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.runs import Commands, Ended, notebook
from tests.support.workspace import Fail, Hang, Succeed, Workspace

LOGIN = "<!doctype html><html><head><title>Sign in</title></head></html>"
GET_RUN = "/runs/get"


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return workspace.create_job(notebook("load"), name="etl")


@pytest.fixture
def run_id(workspace: Workspace, job_id: int) -> int:
    workspace.script(task="load", attempts=[Succeed(after=30)])
    return workspace.start(job_id)


def one_line(ended: Ended, says: str) -> None:
    """The last line on stderr is the error; before it only what the command waited for, and how to come back."""
    *before, last = ended.err.splitlines()
    assert last.startswith("Error: ")
    assert says in last
    assert all("; trying again for up to" in line or "is not stopped by that" in line for line in before)
    assert "Traceback" not in ended.err + ended.out
    assert "internal error" not in ended.err
    assert "dapi" not in ended.err + ended.out
    assert len(last) < 500


# What the workspace answers while a run is watched


@dataclass(frozen=True)
class Case:
    """A kind of trouble, for good.

    Args:
        rule: what the answer is.
        says: a part of the error.
        waits: whether it is worth to wait.
    """

    rule: dict[str, Any]
    says: str
    waits: bool = False


CASES = {
    "401": Case({"status": 401}, "refused the credentials (Credential was not sent"),
    "token expired": Case(
        {"status": 401, "body": {"error_code": "UNAUTHENTICATED", "message": "Token has expired."}},
        "refused the credentials (Token has expired): make a new token and put it into DATABRICKS_TOKEN",
    ),
    "token expired, as 403": Case(
        {"status": 403, "body": {"error_code": "403", "message": "Invalid access token."}}, "refused the credentials"
    ),
    "the token is repeated": Case(
        {"status": 401, "body": {"error_code": "X", "message": "dapi-of-tests is no token"}}, "(*** is no token)"
    ),
    "403": Case({"status": 403}, "does not allow it (PERMISSION_DENIED: User does not have permission): ask for the"),
    "404": Case({"status": 404}, "(RESOURCE_DOES_NOT_EXIST: It does not exist): it was deleted, or belongs to another"),
    "400": Case({"status": 400}, "refused the request: INVALID_PARAMETER_VALUE: Invalid request"),
    "409": Case(
        {"status": 409, "body": {"error_code": "ABORTED", "message": "No."}}, "refused the request: ABORTED: No"
    ),
    "an API that is not there": Case(
        {"status": 404, "body": {"error_code": "ENDPOINT_NOT_FOUND", "message": "No API found"}}, "ENDPOINT_NOT_FOUND"
    ),
    "an error without a body": Case({"status": 403, "body": b""}, "does not allow it (Forbidden)"),
    "an error that is a web page": Case({"status": 403, "body": LOGIN}, "does not allow it (FORBIDDEN: Sign in)"),
    "an error in no form": Case({"status": 400, "body": "?!"}, "refused the request"),
    "an error in bytes": Case({"status": 400, "body": b"\xff\xfe"}, "refused the request"),
    "an error with a list": Case({"status": 400, "body": "[1]"}, "refused the request"),
    "429": Case({"status": 429, "headers": {"Retry-After": "7"}}, "does not work at the moment", waits=True),
    "500": Case({"status": 500}, "does not work at the moment (INTERNAL_ERROR: The workspace failed)", waits=True),
    "502 of a proxy": Case(
        {"status": 502, "body": "<html><title>Bad Gateway</title></html>"}, "does not work at the moment", waits=True
    ),
    "502 without a body": Case({"status": 502, "body": b""}, "does not work at the moment", waits=True),
    "503": Case({"status": 503}, "does not work at the moment (TEMPORARILY_UNAVAILABLE", waits=True),
    "504": Case({"status": 504}, "does not work at the moment (DEADLINE_EXCEEDED", waits=True),
    "the connection is cut": Case({"close": True}, "can't be reached (the connection was cut)", waits=True),
    "cut off JSON": Case(
        {"status": 200, "body": '{"tasks": ['}, "gave an answer that is cut off or no JSON", waits=True
    ),
    "no body": Case({"status": 200, "body": b""}, "gave an empty answer", waits=True),
    "null": Case({"status": 200, "body": "null"}, "gave an empty answer", waits=True),
    "an empty object": Case({"status": 200, "body": {}}, "gave an empty answer", waits=True),
    "a list": Case({"status": 200, "body": "[1]"}, "gave an answer of another form", waits=True),
    "a number": Case({"status": 200, "body": "1"}, "gave an answer of another form", waits=True),
    "words for objects": Case(
        {"status": 200, "body": {"run_id": 1, "status": "fine", "tasks": "all"}}, "answer of another form", waits=True
    ),
    "a web page": Case({"status": 200, "body": LOGIN}, "gave a web page, such as that of a login: is it a Databricks"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_trouble_that_stays_is_one_line(case: Case, run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, **case.rule)
    ended = run("watch", run_id, "--retry", 60)
    assert ended.code == 7
    one_line(ended, case.says)
    assert bool(run.clock.sleeps) == case.waits
    assert sum(run.clock.sleeps) < 60 + 20


@pytest.mark.parametrize(
    "case", [each for each in CASES.values() if each.waits], ids=[k for k in CASES if CASES[k].waits]
)
def test_trouble_that_passes_is_waited_out(case: Case, run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, after=2, times=2, **case.rule)
    ended = run("watch", run_id, "--timeout", 600)
    assert ended.code == 0
    assert ended.out.splitlines()[-2] == "succeeded after 0:30"
    (told,) = ended.err.splitlines()
    assert told.endswith("; trying again for up to 300 s")


def test_it_waits_as_long_as_it_is_told(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, times=1, status=429, headers={"Retry-After": "120"})
    assert run("watch", run_id).code == 0
    assert 120 <= sum(run.clock.sleeps[:2]) < 125


def test_it_waits_no_longer_than_it_may(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, status=429, headers={"Retry-After": "86400"})
    ended = run("watch", run_id, "--retry", 60)
    assert ended.code == 7
    assert sum(run.clock.sleeps) < 130


def test_it_need_not_wait_at_all(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, status=500)
    ended = run("watch", run_id, "--retry", 0)
    assert (ended.code, ended.out, run.clock.sleeps) == (7, "", [])
    assert len(workspace.calls("GET", GET_RUN)) == 1
    assert run("list", "--retry", 0).code == 0


def test_trouble_as_events(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, after=1, times=1, status=500)
    workspace.trouble.expire_token(after=3)
    ended = run("watch", run_id, "--json")
    assert ended.code == 7
    assert {event["event"] for event in ended.events} >= {"run_changed", "waiting_for_workspace", "error"}
    assert (ended.events[-1]["event"], ended.events[-1]["exit_code"]) == ("error", 7)


def test_states_that_nobody_knows_yet(run: Commands, run_id: int, workspace: Workspace) -> None:
    names = {"RUNNING": "GALLOPING", "PENDING": "PONDERING", "USER_CANCELED": "BORED", "RUN_EXECUTION_ERROR": "OOPS"}
    workspace.trouble.rename(GET_RUN, names)
    assert run("watch", run_id).code == 0


def test_an_end_that_nobody_knows_yet_is_a_failure(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Fail("no")])
    workspace.trouble.rename(GET_RUN, {"RUN_EXECUTION_ERROR": "OOPS", "FAILED": "SPLAT", "CLIENT_ERROR": "OWN_FAULT"})
    ended = run("run", "etl")
    assert ended.code == 1
    assert "load failed" in ended.out


# What somebody else does meanwhile


def test_the_job_is_deleted_while_it_runs(run: Commands, run_id: int, job_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, after=2, times=1, action=lambda: workspace.delete_job(job_id), delay=0.001)
    ended = run("watch", run_id)
    assert ended.code in (0, 7)
    assert "Traceback" not in ended.err
    again = run("run", job_id)
    assert again.code == 7
    one_line(again, f"job {job_id} is not in {workspace.url}")


def test_the_run_is_deleted_while_it_is_watched(run: Commands, run_id: int, workspace: Workspace) -> None:
    def delete(number: int) -> None:
        if number == 2:
            workspace.finish()
            workspace.client().jobs.delete_run(run_id)

    run.clock.before_sleep = delete
    ended = run("watch", run_id)
    assert ended.code == 7
    one_line(ended, f"run {run_id} is not in {workspace.url}")
    assert f"run {run_id} is not stopped by that" in ended.err


def test_the_token_expires_while_a_run_is_watched(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.expire_token(after=3)
    ended = run("watch", run_id)
    assert ended.code == 7
    one_line(ended, "make a new token and put it into DATABRICKS_TOKEN")
    assert f"databricks-workflows watch {run_id} comes back to it" in ended.err


def test_errors_of_tasks_that_can_not_be_had_are_no_trouble(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.script(task="load", attempts=[Fail("no")])
    workspace.trouble.add("/runs/get-output", status=500)
    ended = run("run", job_id)
    assert (ended.code, ended.err) == (1, "")
    assert "load: RUN_EXECUTION_ERROR: Workload failed" in ended.out


def test_a_start_that_was_not_answered_starts_one_run(run: Commands, job_id: int, workspace: Workspace) -> None:
    workspace.trouble.add("/jobs/run-now", times=1, close=True, performed=True)
    assert run("run", job_id).code == 0
    assert len(workspace._engine.runs) == 1


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (lambda job, run: ["run", "etl"], "/jobs/list"),
        (lambda job, run: ["run", job], "/jobs/get"),
        (lambda job, run: ["run", job], "/jobs/run-now"),
        (lambda job, run: ["run", job, "--backfill", "2024-01-01"], "/jobs/get"),
        (lambda job, run: ["list", job], "/runs/list"),
        (lambda job, run: ["repair", run], "/runs/get"),
        (lambda job, run: ["repair", run], "/runs/repair"),
        (lambda job, run: ["cancel", run], "/runs/cancel"),
    ],
    ids=["find", "job", "start", "backfill", "list", "repair's run", "repair", "cancel"],
)
@pytest.mark.parametrize("status", [403, 500])
def test_every_call_of_every_command(
    status: int,
    command: Callable[[int, int], list[object]],
    path: str,
    run: Commands,
    job_id: int,
    workspace: Workspace,
) -> None:
    workspace.script(task="load", attempts=[Fail("no")] if path == "/runs/repair" else [Hang()])
    run_id = workspace.start(job_id)
    if path == "/runs/repair":
        workspace.finish()
    workspace.trouble.add(path, status=status)
    ended = run(*command(job_id, run_id), "--retry", "20")
    assert ended.code == 7
    one_line(ended, workspace.url)


# No workspace, no credentials


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, "no credentials for a workspace are found: set DATABRICKS_HOST and DATABRICKS_TOKEN, give --profile, or"),
        ({"DATABRICKS_TOKEN": "dapi-x"}, "no credentials for a workspace are found"),
        ({"DATABRICKS_HOST": "http://127.0.0.1:{free}", "DATABRICKS_TOKEN": "dapi-x"}, "(connection refused)"),
        ({"DATABRICKS_HOST": "http://no-such-host.invalid", "DATABRICKS_TOKEN": "dapi-x"}, "(its name is not known)"),
        (
            {"DATABRICKS_HOST": "http://[::bad", "DATABRICKS_TOKEN": "dapi-x"},
            "can't be used as they are set: Invalid IPv6 URL",
        ),
        (
            {"DATABRICKS_HOST": "{url}", "DATABRICKS_TOKEN": "dapi-wrong"},
            "refused the credentials (Invalid access token)",
        ),
        (
            {
                "DATABRICKS_HOST": "{url}",
                "DATABRICKS_TOKEN": "dapi-x",
                "DATABRICKS_CLIENT_ID": "a",
                "DATABRICKS_CLIENT_SECRET": "b",
            },
            "more than one authorization method configured: oauth and pat",
        ),
        ({"DATABRICKS_HOST": "{url}", "DATABRICKS_AUTH_TYPE": "no-such"}, "no credentials for a workspace are found"),
    ],
    ids=["none", "no host", "refused", "no such name", "no host at all", "wrong token", "two kinds", "unknown kind"],
)
def test_no_way_in(environment: dict[str, str], says: str, run: Commands, workspace: Workspace) -> None:
    run.environment.clear()
    run.environment |= {
        name: value.replace("{url}", workspace.url).replace("{free}", str(free_port()))
        for name, value in environment.items()
    }
    ended = run("list", "--retry", "5")
    assert ended.code == 7
    one_line(ended, says)


def test_a_profile_that_is_not_there(run: Commands, workspace: Workspace) -> None:
    Path(".databrickscfg").write_text(f"[production]\nhost = {workspace.url}\ntoken = {workspace.token}\n")
    run.environment.clear()
    wrong = run("list", "--profile", "produktion")
    assert (wrong.code, wrong.err) == (
        2,
        "Error: there is no profile 'produktion' in ~/.databrickscfg: did you mean 'production'?\n",
    )
    run.environment["DATABRICKS_CONFIG_PROFILE"] = "other"
    assert "there is no profile 'other' in ~/.databrickscfg: known there: production" in run("list").err
    assert run("list", "--profile", "production").code == 0
    Path(".databrickscfg").write_text("no section\n")
    broken = run("list", "--profile", "production")
    assert broken.code == 2
    assert "can't be read as profiles" in broken.err


def test_an_application_that_is_not_known(run: Commands, workspace: Workspace) -> None:
    run.environment.pop("DATABRICKS_TOKEN")
    run.environment |= {"DATABRICKS_CLIENT_ID": "app", "DATABRICKS_CLIENT_SECRET": "dapi-secret"}
    ended = run("list", "--retry", "3")
    assert ended.code == 7
    one_line(ended, "can't be used")


def test_a_login_that_has_ended(
    run: Commands, run_id: int, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path("bin/databricks")
    program.parent.mkdir()
    token = f'{{"access_token": "{workspace.token}", "token_type": "Bearer", "expiry": "2020-01-01T00:00:00Z"}}'
    answer = f"[ -e out ] && {{ echo 'Error: the refresh token is invalid' >&2; exit 1; }}; echo '{token}'"
    program.write_text(f"#!/bin/sh\n# {'x' * 1024 * 1024}\n{answer}\n")  # a small one is the old Python program
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent.resolve()}:{os.environ['PATH']}")
    run.environment.pop("DATABRICKS_TOKEN")
    run.environment["DATABRICKS_AUTH_TYPE"] = "databricks-cli"
    run.clock.before_sleep = lambda number: Path("out").touch() if number == 2 else None
    ended = run("watch", run_id)
    assert ended.code == 7
    one_line(ended, f"log in again (databricks auth login --host {workspace.url})")
    again = run("watch", run_id)
    assert again.code == 7
    one_line(again, "the refresh token is invalid")


def test_a_login_page_behind_a_redirect(run: Commands, run_id: int, workspace: Workspace) -> None:
    workspace.trouble.add(GET_RUN, status=302, headers={"Location": f"{workspace.url}/login.html"})
    workspace.trouble.add("/login.html", status=200, body=LOGIN, headers={"Content-Type": "text/html"})
    ended = run("watch", run_id)
    assert ended.code == 7
    one_line(ended, "gave a web page, such as that of a login")


def test_an_answer_that_does_not_come(
    run: Commands, run_id: int, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("databricks_workflows.runs.connect.ANSWER_SECONDS", 0.2)
    workspace.trouble.add(GET_RUN, times=3, delay=0.3)
    waited = run("watch", run_id)
    assert waited.code == 0
    assert "no answer in time; trying again for up to 300 s" in waited.err
    workspace.trouble.add(GET_RUN, delay=0.3)
    ended = run("watch", run_id, "--retry", "3")
    assert ended.code == 7
    one_line(ended, "can't be reached (no answer in time)")


# Tokens


@pytest.mark.parametrize("command", [["list"], ["run", "etl"], ["run", "etl", "--json"], ["--debug", "watch", "5"]])
@pytest.mark.parametrize("where", ["environment", "profile"])
@pytest.mark.parametrize("status", [None, 401, 403, 500], ids=["fine", "401", "403", "500"])
@pytest.mark.usefixtures("job_id")
def test_no_token_is_ever_said(
    status: int | None,
    where: str,
    command: list[str],
    run: Commands,
    workspace: Workspace,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    if where == "profile":
        Path(".databrickscfg").write_text(f"[DEFAULT]\nhost = {workspace.url}\ntoken = {workspace.token}\n")
        run.environment.clear()
    run.environment |= {"DATABRICKS_WORKFLOWS_DEBUG": "1", "DATABRICKS_DEBUG_HEADERS": "true"}
    if status:
        body = {"error_code": "X", "message": f"Bearer {workspace.token} is refused"}
        workspace.trouble.add("/api/*", status=status, body=body)
    ended = run(*command, "--retry", "3")
    assert workspace.token not in ended.out + ended.err
    written = [record.getMessage() for record in caplog.records if record.name.startswith("databricks_workflows")]
    assert workspace.token not in "".join(written)
