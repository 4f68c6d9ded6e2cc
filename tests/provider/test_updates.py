"""What an update sends, and what it should have sent: as the real provider does, change by change.

All jobs are changed by one ``terraform apply``; each row is one of them, and no plan shows anything afterwards.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.provider.jobs import GIT, NOTEBOOK, Body, at, task
from tests.support.root_module import RootModule
from tests.support.terraform_cli import Plan, Terraform
from tests.support.workspace import Workspace

IN_GIT = {**GIT, "provider": "gitHub"}
FROM_GIT = {**NOTEBOOK, "source": "GIT"}
MAIL = {"on_failure": ["a@x.io"]}
HOOK = {"on_failure": [{"id": "1"}]}
QUIET = {"on_failure": ["a@x.io"], "no_alert_for_skipped_runs": True}

# before, after, and what is sent at some places (None: nothing)
CHANGES: dict[str, tuple[Body, Body, dict[str, Any]]] = {
    "git_added_without_source": (
        {"task": [task()]},
        {"task": [task()], "git_source": IN_GIT},
        {"tasks.0.notebook_task.source": "WORKSPACE", "git_source.git_branch": "main"},
    ),
    "git_added_with_source": (
        {"task": [task()]},
        {"task": [task(notebook_task=FROM_GIT)], "git_source": IN_GIT},
        {"tasks.0.notebook_task.source": "GIT"},
    ),
    "task_before_the_others": (
        {"task": [task("b", retry_on_timeout=True, email_notifications=QUIET), task("c")]},
        {"task": [task("a", email_notifications=MAIL), task("b", retry_on_timeout=True), task("c")]},
        {
            "tasks.0.task_key": "a",
            "tasks.0.retry_on_timeout": True,
            "tasks.0.email_notifications.no_alert_for_skipped_runs": True,
        },
    ),
    "mails_shifted": (
        {"task": [task("b", email_notifications=MAIL)]},
        {"task": [task("a"), task("b", email_notifications=MAIL)]},
        {"tasks.0.email_notifications": {"on_failure": [""]}, "tasks.1.email_notifications": MAIL},
    ),
    "mails_block_gone": (
        {"email_notifications": MAIL, "task": [task(email_notifications=MAIL)]},
        {"task": [task()]},
        {"email_notifications": {"on_failure": [""]}, "tasks.0.email_notifications": {"on_failure": [""]}},
    ),
    "mails_emptied": (
        {"email_notifications": MAIL, "task": [task()]},
        {"email_notifications": {"on_failure": []}, "task": [task()]},
        {"email_notifications": {"on_failure": [""]}},
    ),
    "mails_of_another_event": (
        {"email_notifications": MAIL, "task": [task()]},
        {"email_notifications": {"on_start": ["a@x.io"]}, "task": [task()]},
        {"email_notifications": {"on_failure": [""], "on_start": ["a@x.io"]}},
    ),
    "fewer_mails": (
        {"email_notifications": {"on_failure": ["a@x.io", "b@x.io"]}, "task": [task()]},
        {"email_notifications": MAIL, "task": [task()]},
        {"email_notifications": MAIL},
    ),
    "webhooks_gone": (
        {"webhook_notifications": HOOK, "task": [task(webhook_notifications=HOOK)]},
        {"task": [task()]},
        {"webhook_notifications": {}, "tasks.0.webhook_notifications": {}},
    ),
    "flags_taken_back": (
        {"task": [task(retry_on_timeout=True, email_notifications=QUIET)]},
        {"task": [task(email_notifications=MAIL)]},
        {"tasks.0.retry_on_timeout": True, "tasks.0.email_notifications": QUIET},
    ),
    "flag_set_to_false": (
        {"task": [task(retry_on_timeout=True)]},
        {"task": [task(retry_on_timeout=False)]},
        {"tasks.0.retry_on_timeout": None},
    ),
    "queue_left_out": (
        {"queue": {"enabled": True}, "task": [task()]},
        {"description": "changed", "task": [task()]},
        {"queue": {"enabled": True}},
    ),
    "queue_off": (
        {"queue": {"enabled": True}, "task": [task()]},
        {"queue": {"enabled": False}, "task": [task()]},
        {"queue": {"enabled": False}},
    ),
    "run_as_gone": (
        {"run_as": {"user_name": "other@x.io"}, "task": [task()]},
        {"description": "changed", "task": [task()]},
        {"run_as": {"user_name": "other@x.io"}},
    ),
    "run_if_gone": (
        {"task": [task("a"), task("b", run_if="ALL_DONE", timeout_seconds=5)]},
        {"task": [task("a"), task("b")]},
        {"tasks.1.run_if": None, "tasks.1.timeout_seconds": None},
    ),
    "settings_gone": (
        {
            **{"tags": {"a": "1", "b": "2"}, "parameter": [{"name": "p", "default": "1"}], "timeout_seconds": 60},
            "schedule": {"quartz_cron_expression": "0 0 6 * * ?", "timezone_id": "UTC"},
            "task": [task()],
        },
        {"tags": {"b": "3"}, "task": [task()]},
        {"tags": {"b": "3"}, "parameters": None, "timeout_seconds": None, "schedule": None, "format": "MULTI_TASK"},
    ),
}
SILENT = ["flags_taken_back"]
"""Changes that no plan shows, so that nothing is sent at all."""


@pytest.fixture(scope="module")
def updated(terraform: Terraform, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Plan, Plan]:
    """What jobs/reset was given by name, the plan before and the plan after."""
    with Workspace() as workspace:
        module = RootModule(terraform, workspace, tmp_path_factory.mktemp("updates"))
        module.write_jobs({name: {"name": name, **before} for name, (before, _, _) in CHANGES.items()})
        module.apply()
        module.write_jobs({name: {"name": name, **after} for name, (_, after, _) in CHANGES.items()})
        plan = module.plan()
        module.apply_plan()
        sent = [each.body["new_settings"] for each in workspace.calls("POST", "/api/2.2/jobs/reset")]
        return {settings["name"]: settings for settings in sent}, plan, module.plan()


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - SILENT))
def test_sends(name: str, updated: tuple[dict[str, Any], Plan, Plan]) -> None:
    sent, _, _ = updated
    places = CHANGES[name][2]
    assert {place: at(sent[name], place) for place in places} == places


@pytest.mark.parametrize("name", SILENT)
def test_sends_nothing(name: str, updated: tuple[dict[str, Any], Plan, Plan]) -> None:
    sent, plan, _ = updated
    assert name not in sent
    assert plan.differences(f"databricks_job.{name}") == {}


def test_no_plan_shows_it_afterwards(updated: tuple[dict[str, Any], Plan, Plan]) -> None:
    _, _, after = updated
    assert after.actions == {}


def test_the_plan_hides_where_a_notebook_comes_from(updated: tuple[dict[str, Any], Plan, Plan]) -> None:
    _, plan, _ = updated
    shown = plan.differences("databricks_job.git_added_without_source")
    assert list(shown) == ["git_source"]
