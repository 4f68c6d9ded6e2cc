"""The jobs of one stack beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from databricks_workflows.diagnostics import Diagnostics, Origin
from databricks_workflows.model.beside import Beside, everything_beside
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import DUPLICATE_ADDRESS, SAME_ALIAS, SAME_JOB_NAME, TWO_DEFAULTS


def check_addresses(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Two jobs at one address: one would replace the other."""
    first: dict[str, Job] = {}
    for job in jobs:
        if job.wording is Wording.API:  # which has none
            continue
        other = first.setdefault(job.address, job)
        if other is job:
            continue
        if job.dag and other.dag and job.dag.id == other.dag.id and job.dag != other.dag:
            there = _before(other.dag.place.origin, job.dag.place.origin)
            summary = f"two DAGs are called {job.dag.id!r}{there}"
            found.add(DUPLICATE_ADDRESS, job.dag.place, summary, "give one of them another dag_id")
        else:
            found.add(
                DUPLICATE_ADDRESS,
                job.place,
                f"workflows {other.place.path!r} and {job.place.path!r} have one address, databricks_job.{job.address}",
                "give one of them another group id, or address="
                if job.wording is Wording.PYTHON
                else "give one of them another address",
            )


def _before(first: Origin | None, then: Origin | None) -> str:
    if first is None:
        return ""
    return f", first in line {first.line}" if then and then.file == first.file else f", first in {first}"


def check_beside(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Two files for one place in the workspace, or two names that Terraform can't tell apart."""
    first: dict[tuple[str, str], tuple[Job, Beside]] = {}
    for job in jobs:
        for each in everything_beside(job.settings.as_dict()):
            other, before = first.setdefault((each.kind, each.address), (job, each))
            if before.arguments != each.arguments or before.source != each.source:
                found.add(
                    DUPLICATE_ADDRESS,
                    job.place,
                    f"{each.kind}.{each.address} is {before.shown} of workflow {other.settings.name!r} and, otherwise, "
                    f"{each.shown} of workflow {job.settings.name!r}",
                    "give one of them another path=" if each.block == "resource" else "write the id of one of them",
                )


def check_variables(jobs: Sequence[Job], found: Diagnostics) -> None:
    """A Terraform variable is one of the whole stack: two jobs that give it two defaults mean two things."""
    first: dict[str, tuple[Job, str]] = {}
    for job in jobs:
        for name, default in job.variables.items():
            if default is None:
                continue
            other, before = first.setdefault(name, (job, default))
            if before != default:
                found.add(
                    TWO_DEFAULTS,
                    job.place,
                    f"workflow {job.place.path!r}: Terraform variable {name!r} has the default {default!r}, and "
                    f"{before!r} in workflow {other.place.path!r}"
                    + (f" ({other.place.origin})" if other.place.origin else ""),
                    "give it one default, or use another name",
                )


def check_connections(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Two connections whose ids make one provider alias: one of them would deploy to the other's workspace."""
    first: dict[str | None, Job] = {}
    for job in jobs:
        if job.connection is None:
            continue
        other = first.setdefault(job.connection.alias, job)
        if other.connection is not None and other.connection.conn_id != job.connection.conn_id:
            found.add(
                SAME_ALIAS,
                job.place,
                f"connections {other.connection.conn_id!r} and {job.connection.conn_id!r} have one provider alias, "
                f"{job.connection.alias!r}",
                "rename one of them",
                near=("databricks_conn_id",),
            )


def check_names(stacks: Sequence[Sequence[Job]], found: Diagnostics) -> None:
    """Two jobs of one name in one workspace can't be told apart by people; of two at one address that is told."""
    first: dict[tuple[str, str | None], tuple[int, Job]] = {}
    for number, job in ((number, job) for number, jobs in enumerate(stacks) for job in jobs):
        if job.connection is None:
            continue
        stack, other = first.setdefault((job.connection.conn_id, job.settings.name), (number, job))
        if other is not job and (stack, other.address) != (number, job.address):
            found.add(
                SAME_JOB_NAME,
                job.place,
                f"workflow {job.place.path!r} makes another job named {job.settings.name!r} on connection "
                f"{job.connection.conn_id!r}" + (f" ({other.place.origin})" if other.place.origin else ""),
                "give one of them another name",
            )
