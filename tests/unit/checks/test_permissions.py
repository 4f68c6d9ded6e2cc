"""Who may do what with a job."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from databricks_workflows.checks.permissions import check_permissions
from databricks_workflows.model import AccessControl, tf
from tests.support.workflows import checked, job

ID = "6f1c0c2e-5c6e-4a57-9f43-2f0d6b0f9a11"


def user(name: str, level: str = "CAN_VIEW") -> AccessControl:
    return AccessControl(user_name=name, permission_level=level)


def group(name: str, level: str = "CAN_VIEW") -> AccessControl:
    return AccessControl(group_name=name, permission_level=level)


def principal(name: str, level: str = "CAN_VIEW") -> AccessControl:
    return AccessControl(service_principal_name=name, permission_level=level)


def found(*entries: AccessControl, **settings: Any) -> list[str]:
    return checked(check_permissions, replace(job(**settings), permissions=entries))


RUN_AS = {"run_as": {"service_principal_name": ID}}
RIGHT: list[tuple[tuple[AccessControl, ...], dict[str, Any]]] = [
    ((), RUN_AS),
    ((user("a@b.c"), group("a@b.c")), {}),
    ((user("a@b.c", "IS_OWNER"), group("team", "CAN_MANAGE")), RUN_AS),
    ((principal(ID, tf("${var.level}")),), RUN_AS),
    ((principal(tf("databricks_service_principal.x.application_id")), principal(ID)), {}),
]


@pytest.mark.parametrize(("entries", "settings"), RIGHT)
def test_says_nothing_of(entries: tuple[AccessControl, ...], settings: dict[str, Any]) -> None:
    assert found(*entries, **settings) == []


WRONG: list[tuple[tuple[AccessControl, ...], str]] = [
    (
        (user("a@b.c"), user("A@b.c", "CAN_MANAGE")),
        "warning DW510: workflow 'etl': user_name 'A@b.c' has two permissions [etl]\n    keep the higher one",
    ),
    (
        (group("team", "IS_OWNER"),),
        "error DW511: workflow 'etl': the group 'team' is IS_OWNER [etl]\n"
        "    give the group CAN_MANAGE, and a user or service principal IS_OWNER",
    ),
    (
        (user("a@b.c", "IS_OWNER"), principal(ID, "IS_OWNER")),
        "error DW512: workflow 'etl': 2 entries of its permissions are IS_OWNER [etl]\n    keep one of them",
    ),
    (
        (group("admins", "CAN_MANAGE"),),
        "error DW513: workflow 'etl': the group 'admins' can't be given permissions [etl]\n"
        "    take it away: administrators manage every job",
    ),
    (
        (user(ID),),
        f"warning DW515: workflow 'etl': user_name '{ID}' is an application id [etl]\n    write service_principal_name",
    ),
    (
        (principal("etl-runner"),),
        "warning DW515: workflow 'etl': service_principal_name 'etl-runner' is no application id [etl]\n"
        "    write its application id",
    ),
    (
        (principal("a@b.c"),),
        "warning DW515: workflow 'etl': service_principal_name 'a@b.c' is no application id [etl]\n    write user_name",
    ),
]


@pytest.mark.parametrize(("entries", "message"), WRONG)
def test_says_what_is_wrong(entries: tuple[AccessControl, ...], message: str) -> None:
    assert found(*entries) == [message]


def test_a_job_that_runs_as_somebody_has_an_owner() -> None:
    assert found(group("team"), **RUN_AS) == [
        "info DW514: workflow 'etl': run_as names who runs it, and its permissions name no owner: whoever deploys it "
        'owns it [etl]\n    name the owner too: {"service_principal_name": ..., "permission_level": "IS_OWNER"}'
    ]
