"""Tasks have different keys, and a job has tasks."""

from __future__ import annotations

from collections import Counter

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import DUPLICATE_TASK_KEY, NO_TASKS

_WRITE_TASKS = {
    Wording.PYTHON: "write its tasks inside it",
    Wording.TERRAFORM: 'write a "task" for each',
    Wording.API: 'write them in "tasks"; `databricks jobs list` leaves them out, `databricks jobs get ID` answers them',
}


def check_task_keys(job: Job, found: Diagnostics) -> None:
    """Two tasks with one key; a job without tasks, which Terraform would send to an API that no longer exists."""
    tasks = job.settings.tasks or []
    if not tasks and "tasks" not in job.unread:
        found.add(NO_TASKS, job.place, f"workflow {job.settings.name!r} has no tasks", _WRITE_TASKS[job.wording])
    for key, count in Counter(task.task_key for task in tasks).items():
        if count > 1 and key is not None:
            found.add(
                DUPLICATE_TASK_KEY,
                job.place_of(key),
                f"{count} tasks of workflow {job.settings.name!r} have the task_key {key!r}",
                "give each its own id" if job.wording is Wording.PYTHON else "give each its own task_key",
                near=(str(key),),
            )
