"""What waits for a disabled task can run without it.

See https://docs.databricks.com/aws/en/jobs/disabled-tasks
"""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import NEVER_RUNS

# Met by one of several tasks: a disabled one among them does no harm.
_ONE_IS_ENOUGH = ("AT_LEAST_ONE_SUCCESS", "NONE_FAILED", "AT_LEAST_ONE_FAILED", "ALL_FAILED")


def check_disabled_tasks(job: Job, found: Diagnostics) -> None:
    """Tasks right behind a disabled one whose run_if can't be met; what waits for those is no news."""
    disabled = {str(task.task_key) for task in job.settings.tasks or () if task.disabled is True}
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        waits_for = [each.task_key for each in task.depends_on or ()]
        off = [each for each in waits_for if each in disabled]
        if key in disabled or not off:
            continue
        in_need = task.run_if in (None, "ALL_SUCCESS")
        if in_need or (task.run_if in _ONE_IS_ENOUGH and len(off) == len(waits_for)):
            names = f"{', '.join(map(repr, off))}, which {'is' if len(off) == 1 else 'are'} disabled"
            found.add(
                NEVER_RUNS,
                job.place_of(key),
                f"task {key!r} waits for {names}, and never runs",
                'disable it too, take the dependency away, or give run_if="ALL_DONE"',
                near=("depends_on",),
            )
