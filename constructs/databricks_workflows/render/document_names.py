"""The names in a document's job fit together: what resolving finds in a workflow, looked for in a finished job."""

from __future__ import annotations

import re

from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model import NestedTask, Task
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import BAD_TASK_KEY, UNKNOWN_CLUSTER, UNKNOWN_DEPENDENCY

_TASK_KEY = re.compile(r"[A-Za-z0-9_-]{1,100}")


def check_names(job: Job, found: Diagnostics) -> None:
    """Task keys that Databricks takes, dependencies on tasks that are there, job clusters that are declared."""
    keys = [str(task.task_key) for task in job.settings.tasks or ()]
    clusters = [each.job_cluster_key for each in job.settings.job_clusters or ()]
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        place = job.place_of(key)
        if not is_unknown(task.task_key) and not _TASK_KEY.fullmatch(key):
            found.add(
                BAD_TASK_KEY,
                place,
                f"task {key!r}: its task_key is none that Databricks takes",
                "1 to 100 letters, digits, - and _",
                near=("task_key",),
            )
        for each in task.depends_on or ():
            if each.task_key not in keys and not is_unknown(each.task_key):
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
            if cluster is not None and cluster not in clusters and not is_unknown(cluster):
                found.add(
                    UNKNOWN_CLUSTER,
                    place,
                    f"task {key!r} runs on job cluster {cluster!r}, which nothing declares",
                    _known(cluster, clusters, "none"),
                    near=("job_cluster_key", cluster),
                )


def _work(task: Task) -> list[Task | NestedTask]:
    return [task] if task.for_each_task is None else [task, task.for_each_task.task]


def _known(word: str, known: list[str], none: str) -> str:
    known = sorted(map(str, known))  # a token may be no text
    nearest = did_you_mean(word, known)
    return f"{nearest + ' ' if nearest else ''}Known here: {', '.join(known) or none}"
