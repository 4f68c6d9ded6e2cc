"""Tasks that could share a cluster."""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import SAME_CLUSTER

# Two equal clusters may be meant to run side by side; three are most likely copies.
_FROM = 3


def check_same_clusters(job: Job, found: Diagnostics) -> None:
    """The same ``new_cluster`` in several tasks."""
    groups: dict[str, list[str]] = {}
    for task in job.settings.tasks or ():
        if task.new_cluster is not None:
            groups.setdefault(str(task.new_cluster.as_dict()), []).append(str(task.task_key))
    for keys in groups.values():
        if len(keys) >= _FROM:
            found.add(
                SAME_CLUSTER,
                job.place_of(keys[0]),
                f"tasks {', '.join(map(repr, keys[:-1]))} and {keys[-1]!r} have the same new_cluster, and each waits "
                "for its own",
                "declare it once in job_clusters, and name it as their job_cluster_key",
                near=("new_cluster",),
            )
