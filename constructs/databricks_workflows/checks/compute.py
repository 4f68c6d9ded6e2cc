"""A task runs on one kind of compute, and has one where its type needs it."""

from __future__ import annotations

from databricks_workflows.checks.task_types import types_of, work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import COMPUTE_CONFLICT, NO_COMPUTE

_CHOICES = ("existing_cluster_id", "job_cluster_key", "new_cluster", "environment_key")

# These install or start something on a cluster; every other type brings its own compute or runs serverless.
_NEED_COMPUTE = frozenset(("spark_python_task", "python_wheel_task", "spark_jar_task", "spark_submit_task"))


def check_compute(job: Job, found: Diagnostics) -> None:
    """Several choices of compute, or none where one is needed."""
    for who, task, place in work_of(job):
        chosen = [name for name in _CHOICES if getattr(task, name) is not None]
        types = types_of(task)
        if len(chosen) > 1:
            found.add(
                COMPUTE_CONFLICT,
                place,
                f"{who} names {len(chosen)} kinds of compute: {', '.join(chosen)}",
                "keep one of them",
                near=(chosen[1],),
            )
        elif not chosen and set(types) & _NEED_COMPUTE:
            found.add(
                NO_COMPUTE,
                place,
                f"{who} is a {types[0]} and has no compute",
                "give job_cluster_key, existing_cluster_id, new_cluster or (serverless) environment_key",
                near=(types[0],),
            )
