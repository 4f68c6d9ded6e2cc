"""Runs in the workspace for tests: by script and clock, watched through the SDK."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, InvalidParameterValue
from databricks.sdk.service.jobs import QueueSettings, Run, RunTask

from tests.support.workspace import Fail, Hang, Succeed, Workspace

NOTEBOOK: dict[str, Any] = {"notebook_task": {"notebook_path": "/n"}}


def task(key: str, *after: str, **settings: Any) -> dict[str, Any]:
    kind = {} if any(name.endswith("_task") for name in settings) else NOTEBOOK
    return {"task_key": key, "depends_on": [{"task_key": each} for each in after], **kind, **settings}


def start(client: WorkspaceClient, job_id: int, **arguments: Any) -> int:
    run_id = client.jobs.run_now(job_id, **arguments).run_id
    assert isinstance(run_id, int)
    return run_id


def state(of: Run | RunTask) -> str:
    """Both models in one text: life cycle, result; state, code."""
    assert of.state is not None
    old = [each.value for each in (of.state.life_cycle_state, of.state.result_state) if each]
    if of.status is None:
        return " ".join(old)
    details = of.status.termination_details
    new = [of.status.state.value if of.status.state else "?"]
    if details and details.code:
        new.append(details.code.value)
    return f"{' '.join(old)} / {' '.join(new)}"


def states(client: WorkspaceClient, run_id: int) -> dict[str, str]:
    """The state of the run and of each attempt of its tasks."""
    run = client.jobs.get_run(run_id)
    tasks = {f"{each.task_key} {each.attempt_number}".removesuffix(" 0"): state(each) for each in run.tasks or ()}
    return {"run": state(run), **tasks}


SUCCESS = "TERMINATED SUCCESS / TERMINATED SUCCESS"
FAILED = "TERMINATED FAILED / TERMINATED RUN_EXECUTION_ERROR"
RUNNING = "RUNNING / RUNNING"
BLOCKED = "BLOCKED / BLOCKED"
CANCELED = "TERMINATED CANCELED / TERMINATED USER_CANCELED"
RUN_FAILED = "INTERNAL_ERROR FAILED / TERMINATED RUN_EXECUTION_ERROR"


def test_tasks_run_in_order_as_time_passes(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("b", "a"), task("a"))
    workspace.script(task="a", attempts=[Succeed(setup=5, after=10)])
    run_id = start(client, job_id)
    assert states(client, run_id) == {"run": "PENDING / PENDING", "a": "PENDING / PENDING", "b": BLOCKED}
    workspace.clock.advance(5)
    assert states(client, run_id) == {"run": RUNNING, "a": RUNNING, "b": BLOCKED}
    workspace.clock.advance(10)
    assert states(client, run_id) == {"run": RUNNING, "a": SUCCESS, "b": RUNNING}
    workspace.clock.advance(100)
    assert states(client, run_id) == {"run": SUCCESS, "a": SUCCESS, "b": SUCCESS}

    run = client.jobs.get_run(run_id)
    assert run.start_time is not None
    assert (run.end_time, run.run_duration) == (run.start_time + 16_000, 16_000)
    second = next(each for each in run.tasks or () if each.task_key == "a")
    assert (second.setup_duration, second.execution_duration) == (5000, 10_000)
    assert run.run_page_url == f"{workspace.url}/?o={workspace.workspace_id}#job/{job_id}/run/{run_id}"


def test_a_failed_task_makes_the_run_an_internal_error_in_the_older_model(
    workspace: Workspace, client: WorkspaceClient
) -> None:
    job_id = workspace.create_job(task("a"), task("b", "a"), name="etl")
    workspace.script(job="etl", task="a", attempts=[Fail("no such table", trace="Traceback", after=3)])
    run_id = start(client, job_id)
    workspace.finish()
    upstream = "TERMINATED UPSTREAM_FAILED / TERMINATED SKIPPED"
    assert states(client, run_id) == {"run": RUN_FAILED, "a": FAILED, "b": upstream}
    run = client.jobs.get_run(run_id)
    assert run.state is not None
    assert run.state.state_message == (
        "Task a failed with message: Workload failed, see run output for details."
        " This caused all downstream tasks to get skipped."
    )
    output = client.jobs.get_run_output(workspace.task_run(run_id, "a").run_id)
    assert (output.error, output.error_trace) == ("no such table", "Traceback")


def test_a_task_that_never_came_to_its_own_code_says_why_in_its_state(
    workspace: Workspace, client: WorkspaceClient
) -> None:
    workspace.script(attempts=[Fail("The node type is out of stock", code="CLOUD_FAILURE")])
    run_id = start(client, workspace.create_job(task("a")))
    workspace.finish()
    assert states(client, run_id)["a"] == "INTERNAL_ERROR FAILED / TERMINATED CLOUD_FAILURE"
    found = workspace.task_run(run_id, "a").end
    assert found is not None
    assert (found.message, found.type) == ("The node type is out of stock", "CLOUD_FAILURE")


def test_a_failure_that_is_handled_is_a_success_with_failures(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(task="a", attempts=[Fail()])
    run_id = start(client, workspace.create_job(task("a"), task("b", "a", run_if="ALL_DONE")))
    workspace.finish()
    assert states(client, run_id) == {
        "run": "TERMINATED SUCCESS_WITH_FAILURES / TERMINATED SUCCESS_WITH_FAILURES",
        "a": FAILED,
        "b": SUCCESS,
    }


def test_a_task_is_tried_again_after_its_interval(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a", max_retries=2, min_retry_interval_millis=5000))
    workspace.script(task="a", attempts=[Fail("first"), Fail("second"), Succeed()])
    run_id = start(client, job_id)
    workspace.clock.advance(1)
    waiting = "WAITING_FOR_RETRY / WAITING"
    assert states(client, run_id) == {"run": RUNNING, "a": FAILED, "a 1": waiting}
    workspace.finish()
    assert states(client, run_id) == {"run": SUCCESS, "a": FAILED, "a 1": FAILED, "a 2": SUCCESS}
    assert workspace.run(run_id).ended == workspace.run(run_id).began + 1 + 5 + 1 + 5 + 1


@pytest.mark.parametrize(("retries", "attempts"), [(0, 1), (1, 2), (3, 4)])
def test_retries_end(retries: int, attempts: int, workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Fail()])
    run_id = start(client, workspace.create_job(task("a", max_retries=retries)))
    workspace.finish()
    assert len(workspace.run(run_id).slots["a"].attempts) == attempts
    assert states(client, run_id)["run"] == RUN_FAILED


@pytest.mark.parametrize(("retry_on_timeout", "attempts"), [(False, 1), (True, 2)])
def test_a_task_that_takes_too_long(
    retry_on_timeout: bool, attempts: int, workspace: Workspace, client: WorkspaceClient
) -> None:
    workspace.script(attempts=[Hang()])
    job_id = workspace.create_job(task("a", timeout_seconds=60, max_retries=1, retry_on_timeout=retry_on_timeout))
    run_id = start(client, job_id)
    workspace.finish()
    timed_out = "TERMINATED TIMEDOUT / TERMINATED CANCELED"
    assert [state(each) for each in client.jobs.get_run(run_id).tasks or ()] == [timed_out] * attempts
    assert workspace.run(run_id).ended == workspace.run(run_id).began + 60 * attempts


def test_a_task_that_waits_too_long_for_its_cluster(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Succeed(setup=100)])
    run_id = start(client, workspace.create_job(task("a", timeout_seconds=60)))
    workspace.finish()
    assert states(client, run_id)["a"] == "TERMINATED TIMEDOUT / TERMINATED CANCELED"


def test_a_task_that_is_canceled_as_its_time_ends(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Hang()])
    run_id = start(client, workspace.create_job(task("a", timeout_seconds=60)))
    workspace.clock.advance(59.5)
    client.jobs.cancel_run(workspace.task_run(run_id, "a").run_id)
    workspace.finish()
    assert states(client, run_id) == {"run": CANCELED, "a": CANCELED}


def test_a_run_that_takes_too_long(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Hang()])
    run_id = start(client, workspace.create_job(task("a"), timeout_seconds=60))
    workspace.clock.advance(60)
    timed_out = "TERMINATED TIMEDOUT / TERMINATED CANCELED"
    assert states(client, run_id) == {"run": timed_out, "a": timed_out}


def test_cancel_takes_effect_a_moment_later(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Hang()])
    run_id = start(client, workspace.create_job(task("a"), task("b", "a")))
    client.jobs.cancel_run(run_id)
    terminating = "TERMINATING / TERMINATING"
    assert states(client, run_id) == {"run": terminating, "a": terminating, "b": BLOCKED}
    workspace.clock.advance(1)
    assert states(client, run_id) == {"run": CANCELED, "a": CANCELED, "b": CANCELED}


def test_cancel_of_one_task_spares_the_others(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(task="a", attempts=[Hang()])
    run_id = start(client, workspace.create_job(task("a"), task("b", "a"), task("c")))
    client.jobs.cancel_run(workspace.task_run(run_id, "a").run_id)
    workspace.finish()
    assert states(client, run_id) == {
        "run": CANCELED,
        "a": CANCELED,
        "b": "TERMINATED UPSTREAM_CANCELED / TERMINATED SKIPPED",
        "c": SUCCESS,
    }


def test_more_runs_than_allowed_wait_in_the_queue(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a"))
    first, second, third = (start(client, job_id) for _ in range(3))
    run = client.jobs.get_run(second)
    assert state(run) == "QUEUED / QUEUED"
    assert run.status is not None
    assert run.status.queue_details is not None
    assert str(run.status.queue_details.code).endswith("MAX_CONCURRENT_RUNS_REACHED")
    assert not run.tasks
    workspace.clock.advance(1)
    assert [states(client, each)["run"] for each in (first, second, third)] == [SUCCESS, RUNNING, "QUEUED / QUEUED"]
    assert client.jobs.get_run(second).queue_duration == 1000
    workspace.finish()
    assert states(client, third)["run"] == SUCCESS


@pytest.mark.parametrize("by", ["job", "request"])
def test_without_a_queue_such_runs_are_skipped(by: str, workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a"), queue={"enabled": by == "request"})
    arguments = {"queue": QueueSettings(enabled=False)} if by == "request" else {}
    start(client, job_id)
    run_id = start(client, job_id, **arguments)
    skipped = "SKIPPED MAXIMUM_CONCURRENT_RUNS_REACHED / TERMINATED MAX_CONCURRENT_RUNS_EXCEEDED"
    assert states(client, run_id) == {"run": skipped}


def test_cancel_all(workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.script(attempts=[Hang()])
    job_id = workspace.create_job(task("a"))
    running, queued = start(client, job_id), start(client, job_id)
    client.jobs.cancel_all_runs(all_queued_runs=True)
    workspace.clock.advance(1)
    assert [states(client, each)["run"] for each in (running, queued)] == [RUNNING, CANCELED]
    client.jobs.cancel_all_runs(job_id=job_id)
    workspace.clock.advance(1)
    assert states(client, running)["run"] == CANCELED


def test_a_disabled_task_is_left_out(workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = start(client, workspace.create_job(task("a", disabled=True), task("b"), task("c", "a")))
    workspace.finish()
    found = states(client, run_id)
    assert (found["a"], found["run"]) == ("TERMINATED DISABLED / TERMINATED DISABLED", SUCCESS)
    assert found["c"] == "TERMINATED EXCLUDED / TERMINATED SKIPPED"


@pytest.mark.parametrize(
    ("only", "ran"),
    [(["b"], "b"), (["+b"], "ab"), (["b+"], "bc"), (["+b+"], "abc"), (["a", "d"], "ad"), ([], "abcd")],
)
def test_only_some_tasks(only: list[str], ran: str, workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = start(client, workspace.create_job(task("a"), task("b", "a"), task("c", "b"), task("d")), only=only)
    workspace.finish()
    assert states(client, run_id) == {"run": SUCCESS, **dict.fromkeys(ran, SUCCESS)}


def test_an_idempotency_token_starts_one_run(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a"))
    assert start(client, job_id, idempotency_token="t") == start(client, job_id, idempotency_token="t")
    assert start(client, job_id, idempotency_token="u") != start(client, job_id, idempotency_token="t")
    with pytest.raises(InvalidParameterValue, match="at most 64"):
        start(client, job_id, idempotency_token="t" * 65)
    workspace.finish()
    client.jobs.delete_run(start(client, job_id, idempotency_token="t"))
    with pytest.raises(InvalidParameterValue, match="was deleted"):
        start(client, job_id, idempotency_token="t")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"job_parameters": {"x": "1"}}, r"Job parameters \['x'\] are not defined"),
        ({"notebook_params": {"x": "1"}}, "notebook_params cannot be used for a job that defines job parameters"),
        ({"only": ["x"]}, "Task x in 'only' does not exist"),
    ],
)
def test_refuses_to_run(arguments: dict[str, Any], message: str, workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a"), parameters=[{"name": "p", "default": "d"}])
    with pytest.raises(InvalidParameterValue, match=message):
        client.jobs.run_now(job_id, **arguments)


def test_tasks_of_a_run_come_in_pages_of_a_hundred(workspace: Workspace, client: WorkspaceClient) -> None:
    keys = [f"t{number:03}" for number in range(250)]
    run_id = start(client, workspace.create_job(*map(task, keys)))
    run = client.jobs.get_run(run_id)
    assert [each.task_key for each in run.tasks or ()] == keys
    assert len(workspace.calls("GET", "/runs/get")) == 3
    workspace.finish()
    (listed,) = client.jobs.list_runs(expand_tasks=True)
    assert len(listed.tasks or ()) == 250


def test_lists_runs_newest_first(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id, other = workspace.create_job(task("a"), max_concurrent_runs=100), workspace.create_job(task("a"))
    runs = []
    for _ in range(30):
        runs.append(start(client, job_id))
        workspace.clock.advance(10)
    last = start(client, other)
    newest = [last, *reversed(runs)]

    def listed(**arguments: Any) -> list[int | None]:
        return [each.run_id for each in client.jobs.list_runs(**arguments)]

    assert listed() == newest
    assert listed(limit=7) == newest
    assert listed(job_id=job_id) == newest[1:]
    assert listed(active_only=True) == [last]
    assert listed(completed_only=True) == newest[1:]
    middle = client.jobs.get_run(runs[10]).start_time
    assert listed(job_id=job_id, start_time_from=middle) == newest[1:21]
    assert listed(job_id=job_id, start_time_to=middle) == newest[20:]
    for wrong in ({"limit": 26}, {"active_only": True, "completed_only": True}):
        with pytest.raises(InvalidParameterValue):
            listed(**wrong)


def test_output_is_of_a_tasks_run_alone(workspace: Workspace, client: WorkspaceClient) -> None:
    output = {"notebook_output": {"result": "5 rows"}, "logs": "loading"}
    workspace.script(attempts=[Succeed(output=output)])
    run_id = start(client, workspace.create_job(task("a")))
    task_run_id = workspace.task_run(run_id, "a").run_id
    assert client.jobs.get_run_output(task_run_id).notebook_output is None
    workspace.finish()
    found = client.jobs.get_run_output(task_run_id)
    assert found.logs == "loading"
    assert found.notebook_output is not None
    assert found.notebook_output.result == "5 rows"
    assert found.metadata is not None
    assert (found.metadata.run_id, found.metadata.job_run_id) == (task_run_id, run_id)
    assert client.jobs.get_run(task_run_id).run_name == "a"
    with pytest.raises(InvalidParameterValue, match="multiple tasks is not supported"):
        client.jobs.get_run_output(run_id)


def test_an_active_run_is_not_deleted(workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = start(client, workspace.create_job(task("a")))
    with pytest.raises(BadRequest, match="is active"):
        client.jobs.delete_run(run_id)
    workspace.finish()
    client.jobs.delete_run(run_id)
    with pytest.raises(InvalidParameterValue, match=f"Run {run_id} does not exist") as error:
        client.jobs.cancel_run(run_id)
    assert error.value.error_code == "INVALID_PARAMETER_VALUE"


@pytest.fixture
def older() -> Iterator[Workspace]:
    with Workspace(status=False) as made:
        yield made


def test_an_older_workspace_does_not_know_the_newer_model(older: Workspace) -> None:
    run_id = start(older.client(), older.create_job(task("a")))
    assert states(older.client(), run_id) == {"run": "RUNNING", "a": "RUNNING"}


def test_the_clock_may_run_by_itself() -> None:
    with Workspace(speed=1_000_000) as workspace:
        client = workspace.client()
        run_id = start(client, workspace.create_job(task("a"), task("b", "a")))
        assert states(client, run_id)["run"] in (RUNNING, SUCCESS)
        client.current_user.me()
        assert states(client, run_id)["run"] == SUCCESS
