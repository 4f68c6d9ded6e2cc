"""Jobs of the workspace for tests, through the SDK."""

from __future__ import annotations

from typing import Any

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InvalidParameterValue, NotFound, PermissionDenied, ResourceDoesNotExist
from databricks.sdk.service.jobs import JobRunAs, JobSettings, NotebookTask, Task

from tests.support.workspace import Workspace

NOTEBOOK: dict[str, Any] = {"notebook_path": "/etl/work"}


def task(key: str = "load", *after: str, **settings: Any) -> dict[str, Any]:
    return {
        "task_key": key,
        "notebook_task": NOTEBOOK,
        "depends_on": [{"task_key": each} for each in after],
        **settings,
    }


def plain(key: str = "load") -> Task:
    return Task(key, notebook_task=NotebookTask("/etl/work"))


def test_the_service_fills_in_what_a_job_leaves_out(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = client.jobs.create(tasks=[plain()]).job_id
    assert job_id is not None
    assert workspace.jobs[job_id] == {
        "name": "Untitled",
        "email_notifications": {},
        "webhook_notifications": {},
        "timeout_seconds": 0,
        "max_concurrent_runs": 1,
        "queue": {"enabled": True},
        "format": "MULTI_TASK",
        "tasks": [
            {
                "task_key": "load",
                "run_if": "ALL_SUCCESS",
                "timeout_seconds": 0,
                "email_notifications": {},
                "notebook_task": {"notebook_path": "/etl/work", "source": "WORKSPACE"},
            }
        ],
    }
    job = client.jobs.get(job_id)
    assert (job.creator_user_name, job.run_as_user_name) == ("tester@example.com", "tester@example.com")
    assert job.created_time == workspace.clock.milliseconds


def test_git_is_the_source_of_notebooks_where_the_job_has_one_but_not_inside_for_each(workspace: Workspace) -> None:
    git = {"git_url": "https://github.com/a/b", "git_provider": "gitHub", "git_branch": "main"}
    nested = {"task_key": "each", "notebook_task": NOTEBOOK}
    loop = {"task_key": "loop", "for_each_task": {"inputs": "[]", "task": nested}}
    job_id = workspace.create_job(task("a"), loop, git_source=git)
    first, second = workspace.jobs[job_id]["tasks"]
    assert first["notebook_task"]["source"] == "GIT"
    assert second["for_each_task"]["task"] == nested


def test_unknown_fields_are_dropped_and_dependencies_sorted(workspace: Workspace) -> None:
    job_id = workspace.create_job(task("c", "b", "a", retries=3), task("a"), task("b"), owner="me", description=None)
    settings = workspace.jobs[job_id]
    assert not {"owner", "description"} & set(settings)
    first = settings["tasks"][0]
    assert "retries" not in first
    assert first["depends_on"] == [{"task_key": "a"}, {"task_key": "b"}]


def test_a_cluster_of_a_task_gets_a_security_mode_and_the_clouds_attributes(workspace: Workspace) -> None:
    cluster = {"spark_version": "15.4.x-scala2.12", "num_workers": 2, "apply_policy_default_values": True}
    job_id = workspace.create_job(task(new_cluster=cluster))
    kept = workspace.jobs[job_id]["tasks"][0]["new_cluster"]
    assert kept["data_security_mode"] == "SINGLE_USER"
    assert "aws_attributes" in kept
    assert "apply_policy_default_values" not in kept


def test_tasks_come_in_pages_of_a_hundred(workspace: Workspace, client: WorkspaceClient) -> None:
    keys = [f"t{number:03}" for number in range(250)]
    parameters = [{"name": "p", "default": "x"}]
    job_id = workspace.create_job(*map(task, keys), parameters=parameters)

    settings = client.jobs.get(job_id).settings
    assert settings is not None
    assert [each.task_key for each in settings.tasks or ()] == keys
    assert len(workspace.calls("GET", "/jobs/get")) == 3
    assert [each.as_dict() for each in settings.parameters or ()] == parameters

    (listed,) = client.jobs.list(expand_tasks=True)
    assert listed.settings is not None
    assert len(listed.settings.tasks or ()) == 250

    whole = client.api_client.do("GET", "/api/2.1/jobs/get", query={"job_id": job_id})
    assert isinstance(whole, dict)
    assert len(whole["settings"]["tasks"]) == 250


def test_list_filters_by_name_and_pages(workspace: Workspace, client: WorkspaceClient) -> None:
    ids = [workspace.create_job(task(), name="ETL" if number % 10 == 0 else "other") for number in range(45)]
    assert [job.job_id for job in client.jobs.list(limit=20)] == ids[::-1]
    assert len(workspace.calls("GET", "/jobs/list")) == 3
    assert {job.job_id for job in client.jobs.list(name="etl")} == set(ids[::10])
    assert list(client.jobs.list(name="et")) == []


def test_reset_replaces_everything_but_run_as(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task(), name="etl", tags={"a": "b"}, run_as={"user_name": "robot@example.com"})
    client.jobs.reset(job_id, JobSettings(name="new", tasks=[plain("other")]))
    settings = workspace.jobs[job_id]
    assert (settings["name"], [each["task_key"] for each in settings["tasks"]]) == ("new", ["other"])
    assert "tags" not in settings
    assert settings["run_as"] == {"user_name": "robot@example.com"}
    assert client.jobs.get(job_id).run_as_user_name == "robot@example.com"
    client.jobs.reset(job_id, JobSettings(tasks=[plain()], run_as=JobRunAs(service_principal_name="p")))
    assert workspace.jobs[job_id]["run_as"] == {"service_principal_name": "p"}


def test_update_merges_lists_by_key_and_removes_fields(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task("a"), task("b"), name="etl", tags={"a": "b"}, description="d")
    changed = Task("b", notebook_task=NotebookTask("/new"))
    client.jobs.update(
        job_id,
        new_settings=JobSettings(name="new", tasks=[changed, plain("c")]),
        fields_to_remove=["tags", "tasks/a"],
    )
    settings = workspace.jobs[job_id]
    assert (settings["name"], settings["description"]) == ("new", "d")
    assert "tags" not in settings
    found = {each["task_key"]: each["notebook_task"]["notebook_path"] for each in settings["tasks"]}
    assert found == {"b": "/new", "c": "/etl/work"}


def test_a_job_that_does_not_exist(workspace: Workspace, client: WorkspaceClient) -> None:
    job_id = workspace.create_job(task())
    client.jobs.delete(job_id)
    assert workspace.jobs == {}
    with pytest.raises(ResourceDoesNotExist, match=f"Job {job_id} does not exist."):
        client.jobs.get(job_id)
    with pytest.raises(PermissionDenied):
        client.jobs.reset(job_id, JobSettings())
    for call in (client.jobs.delete, client.jobs.update, client.jobs.run_now):
        with pytest.raises(InvalidParameterValue, match="does not exist"):
            call(job_id)
    with pytest.raises(NotFound):
        client.permissions.get("jobs", str(job_id))


def test_requests_are_kept_with_method_path_and_body(workspace: Workspace, client: WorkspaceClient) -> None:
    client.jobs.create(name="etl", tasks=[plain()])
    (request,) = workspace.calls("POST", "/jobs/create")
    assert request.path == "/api/2.2/jobs/create"
    assert request.body["name"] == "etl"
    assert request.headers["Authorization"] == f"Bearer {workspace.token}"
