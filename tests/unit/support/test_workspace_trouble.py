"""What goes wrong on demand between a client and the workspace for tests."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InternalError, NotFound, PermissionDenied, ResourceDoesNotExist, Unauthenticated
from databricks.sdk.errors.base import DatabricksError

from tests.support.workspace import Workspace
from tests.support.workspace.errors import ApiError

TASK = {"task_key": "a", "notebook_task": {"notebook_path": "/n"}}


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return workspace.create_job(TASK)


def get(workspace: Workspace, path: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {workspace.token}"}
    return requests.get(f"{workspace.url}/api/2.2/jobs/{path}", headers=headers, timeout=5)


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, Unauthenticated), (403, PermissionDenied), (404, NotFound), (500, InternalError)],
)
def test_a_status_for_some_calls(
    status: int, error: type[DatabricksError], job_id: int, workspace: Workspace, client: WorkspaceClient
) -> None:
    workspace.trouble.add("/jobs/get", times=1, status=status)
    with pytest.raises(error):
        client.jobs.get(job_id)
    assert client.jobs.get(job_id).job_id == job_id


@pytest.mark.parametrize("status", [429, 503])
def test_the_sdk_waits_as_long_as_it_is_told(
    status: int, job_id: int, workspace: Workspace, client: WorkspaceClient
) -> None:
    workspace.trouble.add("/jobs/get", times=2, status=status, headers={"Retry-After": "0"})
    with patch("databricks.sdk.retries.random", return_value=0):
        assert client.jobs.get(job_id).job_id == job_id
    assert len(workspace.calls("GET", "/jobs/get")) == 3


def test_only_paths_and_methods_that_fit_are_hit(job_id: int, workspace: Workspace) -> None:
    workspace.trouble.add("/jobs/get", status=500)
    workspace.trouble.add("/jobs/list", method="POST", status=500)
    assert [get(workspace, path).status_code for path in (f"get?job_id={job_id}", "list", "runs/list")] == [
        500,
        200,
        200,
    ]
    workspace.trouble.clear()
    assert get(workspace, f"get?job_id={job_id}").status_code == 200


def test_a_body_of_ones_own(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.trouble.add("/jobs/get", status=400, body={"error_code": "ODD", "message": "odd"})
    with pytest.raises(DatabricksError, match="odd") as error:
        client.jobs.get(job_id)
    assert error.value.error_code == "ODD"
    workspace.trouble.clear()
    workspace.trouble.add("/jobs/get", status=502, body="<html><title>Bad gateway</title></html>")
    with pytest.raises(DatabricksError, match="Bad gateway"):
        client.jobs.get(job_id)


def test_an_answer_that_is_cut_off(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.trouble.malformed("/jobs/get", times=1)
    with pytest.raises(requests.exceptions.JSONDecodeError):
        client.jobs.get(job_id)
    assert client.jobs.get(job_id).job_id == job_id


def test_the_connection_closes_before_the_call_or_after_it(job_id: int, workspace: Workspace) -> None:
    headers = {"Authorization": f"Bearer {workspace.token}"}
    body: Any = {"job_id": job_id, "idempotency_token": "t"}

    def run_now() -> requests.Response:
        return requests.post(f"{workspace.url}/api/2.2/jobs/run-now", json=body, headers=headers, timeout=5)

    runs = []
    for performed in (False, True):
        workspace.trouble.add("/jobs/run-now", times=1, close=True, performed=performed)
        with pytest.raises(requests.ConnectionError):
            run_now()
        runs.append(len(get(workspace, "runs/list").json().get("runs", ())))
        workspace.trouble.clear()
    assert runs == [0, 1]
    assert run_now().json()["number_in_job"] == 1


def test_a_slow_answer(job_id: int, workspace: Workspace) -> None:
    workspace.trouble.add("/jobs/get", delay=0.2, times=1)
    client = workspace.client(http_timeout_seconds=0.1)
    with patch("databricks.sdk._base_client._BaseClient._is_retryable", return_value=None):
        with pytest.raises(requests.Timeout):
            client.jobs.get(job_id)
        assert client.jobs.get(job_id).job_id == job_id


def test_a_token_that_expires_at_the_third_call(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.trouble.expire_token(after=2)
    client.jobs.get(job_id)
    client.jobs.get(job_id)
    for _ in range(2):
        with pytest.raises(Unauthenticated, match="Token has expired"):
            client.jobs.get(job_id)


def test_a_job_that_is_deleted_meanwhile(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    workspace.trouble.add("/jobs/get", after=1, times=1, action=lambda: workspace.delete_job(job_id))
    client.jobs.get(job_id)
    with pytest.raises(ResourceDoesNotExist):
        client.jobs.get(job_id)


def test_states_that_nobody_knows_yet(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    run_id = client.jobs.run_now(job_id).run_id
    workspace.trouble.rename("/runs/get", {"RUNNING": "DREAMING"}, times=1)
    answer = get(workspace, f"runs/get?run_id={run_id}").json()
    assert (answer["state"]["life_cycle_state"], answer["status"]["state"]) == ("DREAMING", "DREAMING")
    run = client.jobs.get_run(run_id)
    assert run.state is not None
    assert str(run.state.life_cycle_state).endswith("RUNNING")


def test_a_mistake_of_the_workspace_itself_is_answered_and_told_at_the_end() -> None:
    def list_warehouses() -> None:
        with Workspace() as workspace:
            workspace.account.warehouses = None  # type: ignore[assignment]
            with pytest.raises(InternalError, match="The workspace for tests failed"):
                list(workspace.client().warehouses.list())

    with pytest.raises(AttributeError):
        list_warehouses()


def test_so_is_a_mistake_of_a_tests_own_trouble() -> None:
    def delete_what_is_not_there() -> None:
        with Workspace() as workspace:
            workspace.trouble.add("/jobs/list", action=lambda: workspace.delete_job(5))
            assert get(workspace, "list").status_code == 500

    with pytest.raises(ApiError, match="Job 5 does not exist"):
        delete_what_is_not_there()
