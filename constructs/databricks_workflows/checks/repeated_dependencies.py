"""A task waits for another one once: workflows say so by themselves, documents may not."""

from __future__ import annotations

from collections import Counter

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import REPEATED_DEPENDENCY


def check_repeated_dependencies(job: Job, found: Diagnostics) -> None:
    """The same dependency, and where it has one the same outcome, several times in a task."""
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        counts = Counter((str(each.task_key), each.outcome) for each in task.depends_on or ())
        for (before, _), count in counts.items():
            if count > 1:
                found.add(
                    REPEATED_DEPENDENCY,
                    job.place_of(key),
                    f"task {key!r}: depends_on names {before!r} {count} times",
                    "keep one of them",
                    near=("depends_on", before),
                )
