"""What of a job could not be read, so that nothing is said of its absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from databricks_workflows.documents.body import items_of, key_of
from databricks_workflows.documents.from_terraform import DYNAMIC
from databricks_workflows.documents.json_lines import Path
from databricks_workflows.model import JobSettings
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.schema.names import api_name


def unread(settings: JobSettings, fields: Mapping[str, Any], left_out: Sequence[Path]) -> frozenset[str]:
    """The fields of a job of which a document has more than could be read."""
    names = {str(at[1] if at[0] == DYNAMIC else at[0]) for at in left_out if len(at) == 1 or DYNAMIC in at[-2:-1]}
    for name in ("environments", "job_clusters", "parameters"):
        if len(items_of(fields, name)) > len(getattr(settings, name) or ()):
            names.add(name)
    return frozenset(api_name("JobSettings", name) for name in names)


def by_task(left_out: Iterable[Path], tasks: Sequence[Any]) -> dict[str | None, LeftOut]:
    """What is left out of each task, by task_key, and of the job around them, by None."""
    places: dict[str | None, set[Path]] = {None: set()}
    for each in left_out:
        at = tuple(part for part in each if part != DYNAMIC)
        if at[:1] != ("tasks",) or len(at) == 1:
            places[None].add(at)
            continue
        number, (first, *rest) = (at[1], (*at[2:], "")) if isinstance(at[1], int) else (0, (*at[1:], ""))
        key = key_of(tasks[number]) if number < len(tasks) else None
        if key is not None:
            places.setdefault(key, set()).add((api_name("Task", str(first)), *rest[:-1]) if first else ())
    return {key: LeftOut(frozenset(some)) for key, some in places.items()}
