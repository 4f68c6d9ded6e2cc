"""Settings of retries are of use where there are retries."""

from __future__ import annotations

from databricks_workflows.checks.task_types import work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import LAST_ATTEMPT_ALONE, RETRY_SETTINGS

# On serverless compute Databricks retries a task by itself, so that the settings count without max_retries.
_ON_CLUSTERS = ("existing_cluster_id", "job_cluster_key", "new_cluster")


def check_retries(job: Job, found: Diagnostics) -> None:
    """A wait, a retry after a timeout and silence until the last attempt, all without max_retries."""
    for who, task, place in work_of(job):
        if task.max_retries or not any(getattr(task, name) is not None for name in _ON_CLUSTERS):
            continue
        # The package writes retry_on_timeout false out in every task.
        for field in ("min_retry_interval_millis", "retry_on_timeout"):
            value = getattr(task, field)
            if value:
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
