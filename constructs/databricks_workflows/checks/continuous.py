"""A continuous job runs once at a time and is retried by Databricks itself.

See https://docs.databricks.com/aws/en/jobs/continuous
"""

from __future__ import annotations

from databricks_workflows.checks.task_types import work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import CONTINUOUS_AND_CONCURRENT, CONTINUOUS_RETRIES


def check_continuous(job: Job, found: Diagnostics) -> None:
    """More than one run at a time, and retries of tasks, in a continuous job."""
    if job.settings.continuous is None:
        return
    runs = job.settings.max_concurrent_runs
    if runs is not None and not is_unknown(runs) and runs > 1:
        found.add(
            CONTINUOUS_AND_CONCURRENT,
            job.place,
            f"workflow {job.settings.name!r} is continuous, and max_concurrent_runs is {runs}",
            "write max_concurrent_runs 1, or start it by a schedule or trigger",
            near=("max_concurrent_runs",),
        )
    for who, task, place, _ in work_of(job):
        if task.max_retries is not None and not is_unknown(task.max_retries) and task.max_retries != 0:
            found.add(
                CONTINUOUS_RETRIES,
                place,
                f"{who}: max_retries is {task.max_retries}, and the job is continuous",
                "take it away, and give continuous the task_retry_mode ON_FAILURE to retry single tasks",
                near=("max_retries",),
            )
