"""What of a job could not be read, so that nothing is said of its absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from databricks_workflows.documents.body import items_of, key_of
from databricks_workflows.documents.from_terraform import DYNAMIC
from databricks_workflows.documents.json_lines import Path
from databricks_workflows.model import JobSettings
from databricks_workflows.model._base import Problem
from databricks_workflows.resolve.left_out import EVERYTHING, NOTHING, LeftOut, left_out_by
from databricks_workflows.schema.names import api_name


def unread(settings: JobSettings, fields: Mapping[str, Any], left_out: Sequence[Path]) -> frozenset[str]:
    """The fields of a job of which a document has more than could be read."""
    whole = (at for at in left_out if len(at) == 1 or DYNAMIC in at[-2:-1])
    names = {str(at[1] if at[:1] == (DYNAMIC,) and len(at) > 1 else at[0]) for at in whole}
    for name in ("environments", "job_clusters", "parameters"):
        if len(items_of(fields, name)) > len(getattr(settings, name) or ()):
            names.add(name)
    return frozenset(api_name("JobSettings", name) for name in names)


def by_task(problems: Iterable[Problem], unknown: Iterable[Path], tasks: Sequence[Any]) -> dict[str | None, LeftOut]:
    """What is left out of each task, by task_key, and of the job around them, by None.

    Args:
        problems: the problems of the job, by the names of the Jobs API.
        unknown: the places of what else could not be read.
        tasks: the tasks of the job, as they were written.
    """
    left_out: dict[str | None, LeftOut] = {None: NOTHING}
    for problem in problems:
        key, at = _in_task(problem.at, tasks)
        left_out[key] = left_out.get(key, NOTHING) | (left_out_by([replace(problem, at=at)]) if at else EVERYTHING)
    for place in unknown:
        key, at = _in_task(tuple(part for part in place if part != DYNAMIC), tasks)
        at = (api_name("Task", str(at[0])), *at[1:]) if at else at
        left_out[key] = left_out.get(key, NOTHING) | LeftOut(frozenset([at]))
    return left_out


def _in_task(at: Path, tasks: Sequence[Any]) -> tuple[str | None, Path]:
    """The key of the task that a place is in, and the place in it; without a key one in the job."""
    if at[:1] != ("tasks",) or len(at) == 1:
        return None, at
    number, below = (at[1], at[2:]) if isinstance(at[1], int) else (0, at[1:])
    key = key_of(tasks[number]) if number < len(tasks) else None
    return (None, at) if key is None else (key, below)
