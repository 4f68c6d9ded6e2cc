"""What a command asks of a job, held to what the job has: before anything is started, with the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.runs.errors import Misused


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as the workspace has it.

    Args:
        job_id: its id.
        name: its name.
        parameters: its parameters with their defaults.
        tasks: the keys of its tasks.
        max_concurrent_runs: how many runs of it may be active.
        queued: whether more of them wait for their turn instead of being skipped.
    """

    job_id: int
    name: str
    parameters: Mapping[str, str]
    tasks: tuple[str, ...] = ()
    max_concurrent_runs: int = 1
    queued: bool = True


def hold_parameters(job: Job, names: Iterable[str]) -> None:
    """Only parameters that the job has.

    Raises:
        Misused: it has one of them not.
    """
    for name in names:
        if name not in job.parameters:
            raise Misused(f"{job.name} has no parameter {name!r}: {_hint(name, job.parameters, 'it has none')}")


def hold_tasks(job: Job, selection: Iterable[str]) -> None:
    """Only tasks that the job has; a ``+`` before or behind a key is none of it.

    Raises:
        Misused: it has one of them not.
    """
    for each in selection:
        key = each.removeprefix("+").removesuffix("+")
        if key not in job.tasks:
            raise Misused(f"{job.name} has no task {key!r}: {_hint(key, job.tasks, 'it has none')}")


def hold_parallel(job: Job, parallel: int) -> None:
    """No more runs at once than the job allows, unless the others wait for their turn.

    Raises:
        Misused: the others would be skipped.
    """
    if parallel > job.max_concurrent_runs and not job.queued:
        raise Misused(
            f"{job.name} allows {job.max_concurrent_runs} runs at once and skips others: give --parallel "
            f"{job.max_concurrent_runs} or less, or raise max_concurrent_runs"
        )


def _hint(word: str, known: Iterable[str], otherwise: str) -> str:
    names = sorted(known)
    return did_you_mean(word, names) or (f"known there: {', '.join(names[:10])}" if names else otherwise)
