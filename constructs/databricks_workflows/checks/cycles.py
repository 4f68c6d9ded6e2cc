"""No task waits for itself, however far around."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CYCLE

MOST = 10
"""Cycles told of one job: each task joined with each makes thousands, and the first few say it."""


def check_cycles(job: Job, found: Diagnostics) -> None:
    """Every cycle, each printed as its path; Databricks refuses them only when the job is applied."""
    keys = Counter(str(task.task_key) for task in job.settings.tasks or ())
    waits = {
        str(task.task_key): sorted({str(each.task_key) for each in task.depends_on or ()})
        for task in sorted(job.settings.tasks or (), key=lambda task: str(task.task_key))
        if keys[str(task.task_key)] == 1  # of two tasks with one key nobody knows which is meant; that is told
    }
    for _ in range(MOST):
        try:
            TopologicalSorter(waits).prepare()
            return
        except CycleError as error:
            # graphlib names each before what waits for it, the first again at the end.
            path: list[str] = error.args[1]
            smallest = path.index(min(path[:-1]))
            path = [*path[smallest:-1], *path[: smallest + 1]]
            _report(job, path, found)
            first, second = path[0], path[1]
            waits[second] = [each for each in waits[second] if each != first]


def _report(job: Job, path: list[str], found: Diagnostics) -> None:
    pairs = list(pairwise(path))
    origins = [job.dependency_origins.get((waiting, before)) for before, waiting in pairs]
    lines = [
        f"{waiting} waits for {before}{_why(job, waiting, before)}" + (f"      {origin}" if origin else "")
        for (before, waiting), origin in zip(pairs, origins, strict=True)
    ]
    if len(pairs) == 1:
        summary, remedy = f"task {path[0]!r} waits for itself", "take the dependency away"
    else:
        summary, remedy = f"these tasks wait for each other: {' -> '.join(path)}", "remove one of them"
    place = job.place_of(path[0])
    last = max((origin for origin in origins if origin), default=place.origin)
    found.add(CYCLE, Place(job.place.path, last), summary, "\n".join([*lines, remedy]))


def _why(job: Job, waiting: str, before: str) -> str:
    """What a task waits for where nobody wrote that it does."""
    template = job.waits_for_values.get((waiting, before))
    return f", whose value it reads: {template}" if template else ""
