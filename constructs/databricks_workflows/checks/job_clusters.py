"""Every job cluster has its own key and is used; what a task names is there."""

from __future__ import annotations

from collections import Counter

from databricks_workflows.checks.task_types import work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import UNUSED_CLUSTER, WRONG_TYPE


def check_job_clusters(job: Job, found: Diagnostics) -> None:
    """Keys given twice, and clusters that no task runs on."""
    if job.incomplete or "tasks" in job.unread:
        return
    used = {task.job_cluster_key for _, task, _ in work_of(job)}
    keys = Counter(cluster.job_cluster_key for cluster in job.settings.job_clusters or ())
    for key, count in sorted(keys.items(), key=lambda each: str(each[0])):  # a token may be no text
        if count > 1:
            found.add(
                WRONG_TYPE,
                job.place,
                f"workflow {job.settings.name!r}: {count} job clusters have the key {key!r}",
                "give each its own key",
                near=("job_clusters", key),
            )
        if key not in used:
            found.add(
                UNUSED_CLUSTER,
                job.place,
                f"workflow {job.settings.name!r}: no task runs on job cluster {key!r}",
                "take it away, or name it as a task's job_cluster_key",
                near=("job_clusters", key),
            )
