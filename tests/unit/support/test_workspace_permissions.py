"""Permissions of the workspace for tests."""

from __future__ import annotations

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import InvalidParameterValue
from databricks.sdk.service.iam import AccessControlRequest, PermissionLevel

from tests.support.workspace import Workspace

OWNER = AccessControlRequest(user_name="boss@example.com", permission_level=PermissionLevel.IS_OWNER)
READERS = AccessControlRequest(group_name="users", permission_level=PermissionLevel.CAN_VIEW)
TASK = {"task_key": "a", "notebook_task": {"notebook_path": "/n"}}


@pytest.fixture
def job_id(workspace: Workspace) -> int:
    return workspace.create_job(TASK)


def test_who_creates_a_job_owns_it_and_admins_manage_it(job_id: int, client: WorkspaceClient) -> None:
    found = client.permissions.get("jobs", str(job_id))
    assert (found.object_id, found.object_type) == (f"/jobs/{job_id}", "job")
    entries = [each.as_dict() for each in found.access_control_list or ()]
    inherited = {"permission_level": "CAN_MANAGE", "inherited": True, "inherited_from_object": ["/jobs/"]}
    assert entries == [
        {
            "user_name": "tester@example.com",
            "display_name": "tester@example.com",
            "all_permissions": [{"permission_level": "IS_OWNER", "inherited": False}],
        },
        {"group_name": "admins", "all_permissions": [inherited]},
    ]


def test_put_replaces_and_patch_adds(job_id: int, workspace: Workspace, client: WorkspaceClient) -> None:
    client.permissions.set("jobs", str(job_id), access_control_list=[OWNER])
    assert workspace.permissions.of(job_id) == {"boss@example.com": "IS_OWNER"}
    client.permissions.update("jobs", str(job_id), access_control_list=[READERS])
    assert workspace.permissions.of(job_id) == {"boss@example.com": "IS_OWNER", "users": "CAN_VIEW"}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "The job must have exactly one owner."),
        ([READERS], "The job must have exactly one owner."),
        (
            [OWNER, AccessControlRequest(user_name="b@example.com", permission_level=PermissionLevel.IS_OWNER)],
            "The job must have exactly one owner.",
        ),
        (
            [AccessControlRequest(group_name="users", permission_level=PermissionLevel.IS_OWNER)],
            "Groups can not be owners.",
        ),
        ([OWNER, AccessControlRequest(group_name="admins", permission_level=PermissionLevel.CAN_VIEW)], "'admins'"),
        ([OWNER, AccessControlRequest(group_name="users", permission_level=PermissionLevel.CAN_USE)], "CAN_USE is not"),
        ([OWNER, AccessControlRequest(permission_level=PermissionLevel.CAN_VIEW)], "exactly one of user_name"),
    ],
)
def test_refuses(entries: list[AccessControlRequest], message: str, job_id: int, client: WorkspaceClient) -> None:
    with pytest.raises(InvalidParameterValue, match=message):
        client.permissions.set("jobs", str(job_id), access_control_list=entries)


def test_levels(job_id: int, client: WorkspaceClient) -> None:
    levels = client.permissions.get_permission_levels("jobs", str(job_id)).permission_levels or []
    assert [each.permission_level for each in levels] == [
        PermissionLevel.CAN_VIEW,
        PermissionLevel.CAN_MANAGE_RUN,
        PermissionLevel.IS_OWNER,
        PermissionLevel.CAN_MANAGE,
    ]
