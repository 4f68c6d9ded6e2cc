"""The jobs of one stack beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import DUPLICATE_ADDRESS, SAME_JOB_NAME


def check_addresses(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Two jobs at one address: one would replace the other."""
    first: dict[str, Job] = {}
    for job in jobs:
        other = first.setdefault(job.address, job)
        if other is not job:
            found.add(
                DUPLICATE_ADDRESS,
                job.place,
                f"workflows {other.place.path!r} and {job.place.path!r} have one address, databricks_job.{job.address}",
                "give one of them another group id, or address=",
            )


def check_names(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Two jobs of one name in one workspace can't be told apart by people."""
    first: dict[tuple[str | None, str | None], Job] = {}
    for job in jobs:
        if job.connection is None:
            continue
        other = first.setdefault((job.connection.conn_id, job.settings.name), job)
        if other is not job:
            found.add(
                SAME_JOB_NAME,
                job.place,
                f"workflow {job.place.path!r} makes another job named {job.settings.name!r} on connection "
                f"{job.connection.conn_id!r}",
                "give one of them another name",
            )
