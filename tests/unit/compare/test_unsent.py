"""What an update of a job can't send."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.errors import format_plain
from tests.support.outputs import difference, document, task

MAILS = {"email_notifications": {"on_failure": ["a@x"]}}
GIT = {"git_source": {"url": "https://x", "provider": "gitHub", "branch": "main"}}
NOTEBOOK = {"notebook_task": {"notebook_path": "/a"}}
FROM_GIT = {"notebook_task": {"notebook_path": "a", "source": "GIT"}}
QUEUED = {"queue": {"enabled": True}}
RETRIED = {"retry_on_timeout": True}
SILENT = {"notification_settings": {"no_alert_for_skipped_runs": True}}


def notes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The notes of the one job that changed, without their remedies."""
    ((job,),) = (stack.jobs for stack in difference(before, after).stacks)
    return [format_plain(note).splitlines()[0] for note in job.notes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            document(task("a"), **MAILS),
            document(task("a")),
            "DW100: the job: email_notifications.on_failure is taken away; the provider sends a list with one empty "
            "address [sales/etl]",
            id="mails of the job",
        ),
        pytest.param(
            document(task("a", **MAILS)),
            document(task("a", email_notifications={"on_failure": []})),
            "DW100: task 'a': email_notifications.on_failure is taken away; the provider sends a list with one empty "
            "address [sales/etl/a]",
            id="mails of a task emptied",
        ),
        pytest.param(
            document(task("b", **MAILS)),
            document(task("a"), task("b", **MAILS)),
            "DW100: task 'a': email_notifications.on_failure is left out, and 'b' had it at this place of the task "
            "list; the provider sends a list with one empty address [sales/etl/a]",
            id="mails shifted by a task that sorts first",
        ),
        pytest.param(
            document(task("a"), run_as=[{"user_name": "a@x"}]),
            document(task("a")),
            "DW101: the job: run_as is taken away; the job goes on running as before [sales/etl]",
            id="run_as",
        ),
        pytest.param(
            document(task("a", **RETRIED)),
            document(task("a", retry_on_timeout=None)),
            "DW102: task 'a': retry_on_timeout is taken away; true is sent [sales/etl/a]",
            id="retry_on_timeout",
        ),
        pytest.param(
            document(task("a"), **SILENT),
            document(task("a")),
            "DW102: the job: notification_settings.no_alert_for_skipped_runs is taken away; true is sent [sales/etl]",
            id="no alerts",
        ),
        pytest.param(
            document(task("a", notebook_task=None, for_each_task={"task": RETRIED})),
            document(task("a", notebook_task=None, for_each_task={"task": {}})),
            "DW102: the loop of task 'a': retry_on_timeout is taken away; true is sent [sales/etl/a]",
            id="retry_on_timeout in a loop",
        ),
        pytest.param(
            document(task("a"), **QUEUED),
            document(task("a")),
            "DW103: the job: queue is taken away; it stays enabled [sales/etl]",
            id="queue",
        ),
        pytest.param(
            document(task("a", **NOTEBOOK)),
            document(task("a", **NOTEBOOK), **GIT),
            "DW104: task 'a': notebook_task.source is left out; the former one is sent, WORKSPACE, and not GIT "
            "[sales/etl/a]",
            id="git_source added",
        ),
        pytest.param(
            document(task("b", **FROM_GIT), **GIT),
            document(task("a", **NOTEBOOK)),
            "DW104: task 'a': notebook_task.source is left out; the former one is sent, GIT, and not WORKSPACE "
            "[sales/etl/a]",
            id="another task's source",
        ),
    ],
)
def test_what_stays_is_told(before: dict[str, Any], after: dict[str, Any], expected: str) -> None:
    assert notes(before, after) == [f"warning {expected}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            document(task("a", email_notifications={"on_failure": ["a@x", "b@x"]})),
            document(task("a", **MAILS)),
            id="fewer",
        ),
        pytest.param(document(task("a")), document(task("a", **MAILS), **MAILS), id="mails added"),
        pytest.param(document(task("a", **RETRIED)), document(task("a")), id="an explicit false"),
        pytest.param(document(task("a"), **QUEUED), document(task("a"), queue=[{"enabled": False}]), id="no queue"),
        pytest.param(document(task("a")), document(task("a", **FROM_GIT), **GIT), id="an explicit source"),
        pytest.param(document(task("a"), tags={"x": "y"}), document(task("a")), id="tags"),
        pytest.param(document(task("b")), document(task("a"), task("b", **NOTEBOOK), **GIT), id="a task at the end"),
    ],
)
def test_what_is_sent_needs_no_word(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert notes(before, after) == []


def test_the_remedy_says_what_to_write() -> None:
    told = difference(document(task("a", **MAILS), **QUEUED), document(task("a")))
    assert [note.remedy for note in told.stacks[0].jobs[0].notes] == [
        'write {"enabled": false} as the queue',
        "give email_notifications.on_failure an address, or make the job anew, with another id and without its runs: "
        "terraform apply -replace=databricks_job.etl",
    ]
