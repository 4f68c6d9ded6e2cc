"""Retries, time limits, continuous jobs."""

from __future__ import annotations

from typing import Any

import pytest

from databricks_workflows.checks.continuous import check_continuous
from databricks_workflows.checks.retries import check_retries
from databricks_workflows.checks.timeouts import check_timeouts
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from tests.support.workflows import checked, in_blocks, job

CLUSTER: dict[str, Any] = {"existing_cluster_id": "x"}
SILENT: dict[str, Any] = {"notification_settings": {"alert_on_last_attempt": True}}


def check(of: Job, found: Diagnostics) -> None:
    for rule in (check_retries, in_blocks(check_timeouts), check_continuous):
        rule(of, found)


def one(settings: dict[str, Any] | None = None, **task: Any) -> Job:
    return job(**(settings or {}), tasks=[{"task_key": "a", **task}])


def longer_than(value: int) -> dict[str, Any]:
    return {"rules": [{"metric": "RUN_DURATION_SECONDS", "op": "GREATER_THAN", "value": value}]}


RIGHT: list[Job] = [
    one(**CLUSTER, max_retries=1, retry_on_timeout=True, min_retry_interval_millis=5, **SILENT),
    one(**CLUSTER, max_retries=-1, min_retry_interval_millis=5),
    one(**CLUSTER, max_retries=0, min_retry_interval_millis=5),
    one(**CLUSTER, retry_on_timeout=False, min_retry_interval_millis=0),
    one(min_retry_interval_millis=5, **SILENT),  # serverless retries by itself
    one({"timeout_seconds": 60}, timeout_seconds=60),
    one({"timeout_seconds": 0}, timeout_seconds=60),
    one({"timeout_seconds": 60, "health": longer_than(59)}),
    one({"health": longer_than(59)}),
    one({"continuous": {}, "max_concurrent_runs": 1}, max_retries=0),
    one({"max_concurrent_runs": 5}, max_retries=3),
]


@pytest.mark.parametrize("of", RIGHT)
def test_says_nothing_of(of: Job) -> None:
    assert checked(check, of) == []


LONE = "and the task has no max_retries [etl/a]\n    give max_retries, or take it away"
WRONG: list[tuple[Job, str]] = [
    (one(**CLUSTER, min_retry_interval_millis=5), f"warning DW490: task 'a': min_retry_interval_millis is 5, {LONE}"),
    (
        one(**CLUSTER, retry_on_timeout=True, max_retries=0),
        f"warning DW490: task 'a': retry_on_timeout is True, {LONE}",
    ),
    (
        one(sql_task={"warehouse_id": "w", "query": {"query_id": "q"}}, retry_on_timeout=True),
        f"warning DW490: task 'a': retry_on_timeout is True, {LONE}",
    ),
    (one(**CLUSTER, **SILENT), f"warning DW505: task 'a': alert_on_last_attempt is True, {LONE}"),
    (
        one({"timeout_seconds": 60}, timeout_seconds=61),
        "warning DW491: task 'a': timeout_seconds is 61, and its job ends after 60 seconds [etl/a]\n"
        "    give the task at most 60, or the job more",
    ),
    (
        one({"timeout_seconds": 60, "health": longer_than(60)}),
        "warning DW501: workflow 'etl': health.rules[0].value is 60, and timeout_seconds is 60 [etl]\n"
        "    warn before 60 seconds",
    ),
    (
        one(timeout_seconds=60, health=longer_than(90)),
        "warning DW501: task 'a': health.rules[0].value is 90, and timeout_seconds is 60 [etl/a]\n"
        "    warn before 60 seconds",
    ),
    (
        one({"continuous": {}, "max_concurrent_runs": 2}),
        "warning DW466: workflow 'etl' is continuous, and max_concurrent_runs is 2 [etl]\n"
        "    write max_concurrent_runs 1, or start it by a schedule or trigger",
    ),
    (
        one({"continuous": {}}, max_retries=-1),
        "warning DW467: task 'a': max_retries is -1, and the job is continuous [etl/a]\n"
        "    take it away, and give continuous the task_retry_mode ON_FAILURE to retry single tasks",
    ),
]


@pytest.mark.parametrize(("of", "message"), WRONG)
def test_says_what_is_wrong(of: Job, message: str) -> None:
    assert checked(check, of) == [message]
