"""Jobs that run other jobs of the stack: none runs itself, however far around, and all are in one workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import RunJobTask
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CYCLE, SEVERAL_CONNECTIONS

# A JobRef as text, or what a document has.
_REFERENCE = re.compile(r"\$\{databricks_job\.([\w-]+)\.(?:id|job_id)\}")


def check_job_references(jobs: Sequence[Job], found: Diagnostics) -> None:
    """A circle of jobs, which Terraform can't make and which would never end; a run in another workspace."""
    by_address = {job.address: job for job in jobs}
    runs = {job.address: sorted({address for _, _, address in jobs_run_by(job)} & by_address.keys()) for job in jobs}
    for job in jobs:
        for task_key, _, address in jobs_run_by(job):
            other = by_address.get(address)
            if other is None or job.connection is None or other.connection is None:
                continue
            if other.connection.conn_id != job.connection.conn_id:
                found.add(
                    SEVERAL_CONNECTIONS,
                    job.place_of(task_key),
                    f"task {task_key!r} of workflow {job.settings.name!r} runs job {other.settings.name!r} of "
                    f"connection {other.connection.conn_id!r}, and is itself of {job.connection.conn_id!r}; a job "
                    "can't run one in another workspace",
                    "give both the same connection",
                    near=("databricks_conn_id",),
                )
    try:
        TopologicalSorter(runs).prepare()
    except CycleError as error:
        path: list[str] = error.args[1]
        smallest = path.index(min(path[:-1]))
        path = [*path[smallest:-1], *path[: smallest + 1]]
        names = " -> ".join(str(by_address[address].settings.name) for address in reversed(path))
        itself = f"job {by_address[path[0]].settings.name!r} runs itself without an end"
        found.add(
            CYCLE,
            by_address[path[0]].place,
            itself if len(path) == 2 else f"these jobs run each other without an end: {names}",
            "let a schedule or trigger start it" if len(path) == 2 else "let a schedule or trigger start one of them",
        )


def jobs_run_by(job: Job) -> Iterator[tuple[str, RunJobTask, str]]:
    """The jobs of the stack that a job runs: the task that does, what it says, and that job's address."""
    for task in job.settings.tasks or ():
        for work in (task, task.for_each_task.task if task.for_each_task else None):
            if work is not None and work.run_job_task is not None:
                written = _REFERENCE.fullmatch(str(work.run_job_task.job_id))
                if written is not None:
                    yield str(task.task_key), work.run_job_task, written.group(1)
