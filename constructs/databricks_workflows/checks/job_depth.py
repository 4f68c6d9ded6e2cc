"""Jobs run each other only so many levels deep.

See https://docs.databricks.com/jobs/run-job.html
"""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from databricks_workflows.checks.job_references import jobs_run_by
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import RUN_JOB_DEPTH

DEEPEST = 3
"""Run Job tasks below each other."""


def check_job_depth(jobs: Sequence[Job], found: Diagnostics) -> None:
    """The longest way from a job through what it runs; a circle is told elsewhere."""
    by_address = {job.address: job for job in jobs}
    runs = {job.address: sorted({address for *_, address in jobs_run_by(job)} & by_address.keys()) for job in jobs}
    try:
        order = list(TopologicalSorter(runs).static_order())
    except CycleError:
        return
    longest: dict[str, list[str]] = {}
    for address in order:
        below = max((longest[each] for each in runs[address]), key=len, default=[])
        longest[address] = [address, *below]
    started = {address for each in runs.values() for address in each}
    for job in jobs:
        way = longest[job.address]
        if job.address not in started and len(way) - 1 > DEEPEST:
            names = " -> ".join(str(by_address[each].settings.name) for each in way)
            found.add(
                RUN_JOB_DEPTH,
                job.place,
                f"workflow {job.settings.name!r}: {len(way) - 1} Run Job tasks are below each other, expected at most "
                f"{DEEPEST}: {names}",
                "run the last jobs from the first one, or make tasks of them",
            )
