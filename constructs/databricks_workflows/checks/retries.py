"""Settings of retries are of use where there are retries."""

from __future__ import annotations

from databricks_workflows.checks.task_types import Work, types_of, work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.compute import CLUSTERS, RUN_ELSEWHERE
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import LAST_ATTEMPT_ALONE, RETRY_SETTINGS


def check_retries(job: Job, found: Diagnostics) -> None:
    """A wait, a retry after a timeout and silence until the last attempt, all without max_retries."""
    for who, task, place, left_out in work_of(job):
        if task.max_retries or left_out.may_have("max_retries") or _may_be_serverless(task):
            continue
        # The package writes retry_on_timeout false out in every task.
        for field in ("min_retry_interval_millis", "retry_on_timeout"):
            value = getattr(task, field)
            # Who says that there are no retries may leave a wait for when there are some again.
            if value and (field == "retry_on_timeout" or task.max_retries is None):
                found.add(
                    RETRY_SETTINGS,
                    place,
                    f"{who}: {field} is {value}, and the task has no max_retries",
                    "give max_retries, or take it away",
                    near=(field,),
                )
        settings = task.notification_settings
        if settings is not None and settings.alert_on_last_attempt is True:
            found.add(
                LAST_ATTEMPT_ALONE,
                place,
                f"{who}: alert_on_last_attempt is True, and the task has no max_retries",
                "give max_retries, or take it away",
                near=("notification_settings", "alert_on_last_attempt"),
            )


def _may_be_serverless(task: Work) -> bool:
    """On serverless compute Databricks retries a task by itself, so that the settings count without max_retries."""
    on_cluster = any(getattr(task, name) is not None for name in CLUSTERS)
    return not on_cluster and not RUN_ELSEWHERE.intersection(types_of(task))
