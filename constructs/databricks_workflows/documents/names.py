"""The names in a document's job fit together: what resolving finds in a workflow, looked for in a finished job."""

from __future__ import annotations

import re

from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model import NestedTask, Task
from databricks_workflows.model._base import shown
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import BAD_TASK_KEY, UNKNOWN_CLUSTER, UNKNOWN_DEPENDENCY

_LONGEST = 100


def check_names(job: Job, found: Diagnostics) -> None:
    """Task keys that Databricks takes, dependencies on tasks that are there, job clusters that are declared."""
    keys = [str(task.task_key) for task in job.settings.tasks or ()]
    clusters = [each.job_cluster_key for each in job.settings.job_clusters or ()]
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        place = job.place_of(key)
        wrong = "" if is_unknown(task.task_key) else _wrong_with(key)
        if wrong:
            remedy = f"write 1 to {_LONGEST} letters, digits, - and _, also in depends_on of the tasks that wait for it"
            found.add(BAD_TASK_KEY, place, f"task {shown(key)}: its task_key {wrong}", remedy, near=("task_key",))
        for each in task.depends_on or ():
            if each.task_key not in keys and "tasks" not in job.unread and not is_unknown(each.task_key):
                others = [other for other in keys if other != key]
                found.add(
                    UNKNOWN_DEPENDENCY,
                    place,
                    f"task {key!r}: depends_on {each.task_key!r}, which is no task of this job",
                    _known(each.task_key, others, "no other task"),
                    near=("depends_on", each.task_key),
                )
        for work in _work(task):
            cluster = work.job_cluster_key
            if cluster is None or "job_clusters" in job.unread or is_unknown(cluster):
                continue
            if cluster not in clusters:
                found.add(
                    UNKNOWN_CLUSTER,
                    place,
                    f"task {key!r} runs on job cluster {cluster!r}, which nothing declares",
                    _known(cluster, clusters, "none"),
                    near=("job_cluster_key", cluster),
                )


def _wrong_with(key: str) -> str:
    """What Databricks would not take in a task_key; empty where it is right."""
    if not key:
        return "is empty"
    if len(key) > _LONGEST:
        return f"is {len(key)} characters long, expected at most {_LONGEST}"
    bad = sorted(set(re.sub(r"[A-Za-z0-9_-]", "", key)))
    return f"has {', '.join(map(repr, bad))}, expected letters, digits, - and _" if bad else ""


def _work(task: Task) -> list[Task | NestedTask]:
    return [task] if task.for_each_task is None else [task, task.for_each_task.task]


def _known(word: str, known: list[str], none: str) -> str:
    known = sorted(map(str, known))  # a token may be no text
    nearest = did_you_mean(word, known)
    return f"{nearest + ' ' if nearest else ''}Known here: {', '.join(known) or none}"
