"""One cause, one problem: what many tasks have from one place is told once, at that place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from databricks_workflows.diagnostics import Diagnostic
from databricks_workflows.resolve.resolved import Job

_TASK = re.compile(r"(?:the task inside for-each )?task ('[^']*'|\"[^\"]*\")")
_MOST = 3
"""The names of other tasks that a message lists."""


def together(found: Iterable[Diagnostic], jobs: Sequence[Job]) -> list[Diagnostic]:
    """Tell once what is wrong with a default, or with tasks that one line makes.

    Args:
        found: the problems, of tasks each at its task.
        jobs: the jobs, which know what of a task comes from defaults.

    Returns:
        The problems. Of those that differ in nothing but the name of the task, and stand in one line of one workflow,
        there is the first, with the names of the other tasks.
    """
    sources = {job.place_of(key).path: fields for job in jobs for key, fields in job.from_defaults.items() if fields}
    first: dict[Diagnostic, Diagnostic] = {}
    others: dict[Diagnostic, list[str]] = {}
    for each in found:
        source = sources.get(each.path, {}).get(str(each.near[0])) if each.near else None
        if source is not None:
            each = replace(each, path=source.place.path, origin=source.place.origin)
        name = _TASK.match(each.summary)
        if name is None or each.origin is None:
            first.setdefault(each, each)
            continue
        alike = replace(each, summary=each.summary.replace(name[1], "", 1), path=each.path.rpartition("/")[0])
        if alike in first and first[alike] != each:
            others.setdefault(alike, []).append(name[1])
        first.setdefault(alike, each)
    return [
        replace(each, summary=f"{each.summary} (also {_listed(others[alike])})") if alike in others else each
        for alike, each in first.items()
    ]


def _listed(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
