"""Every job cluster has its own key and is used; what a task names is there."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import Any

from databricks_workflows.checks.task_types import work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import UNUSED_CLUSTER
from databricks_workflows.rules.blocks import DUPLICATE_CLUSTER


def check_job_clusters(job: Job, found: Diagnostics) -> None:
    """Keys given twice, and clusters that no task runs on."""
    work = list(work_of(job))
    used = {task.job_cluster_key for _, task, _, _ in work}
    may_be_used = "tasks" in job.unread or any(left_out.may_have("job_cluster_key") for _, _, _, left_out in work)
    clusters = [cluster.job_cluster_key for cluster in job.settings.job_clusters or ()]
    keys = Counter(clusters)
    meant = _meant([each for each in keys if each not in used], [each for each in used if each not in keys])
    for key, count in sorted(keys.items(), key=lambda each: str(each[0])):  # a token may be no text
        if count > 1:
            found.add(
                DUPLICATE_CLUSTER,
                job.place,
                f"workflow {job.settings.name!r}: {count} job clusters have the job_cluster_key {key!r}",
                "give each its own, or keep one of them",
                near=("job_clusters", _second(key, clusters), "job_cluster_key"),
            )
        if key not in used and key not in meant and not may_be_used:
            found.add(
                UNUSED_CLUSTER,
                job.place,
                f"workflow {job.settings.name!r}: no task runs on job cluster {key!r}",
                "take it away, or name it as a task's job_cluster_key",
                near=("job_clusters", key),
            )


def _second(key: Any, clusters: list[Any]) -> int:
    return clusters.index(key, clusters.index(key) + 1)


def _meant(unused: list[Any], unknown: list[Any]) -> set[Any]:
    """The clusters that tasks mean which name one that nobody declares: that name is told, and is one problem."""
    meant: set[Any] = set()
    for word in unknown:
        left = [key for key in unused if key not in meant and isinstance(key, str)]
        if isinstance(word, str) and not is_unknown(word):
            meant.update(left if len(left) == 1 else get_close_matches(word, left, n=1))
    return meant
