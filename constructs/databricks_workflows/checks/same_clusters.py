"""Tasks that could share a cluster."""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import SAME_CLUSTER

# Two equal clusters may be meant to run side by side; three are most likely copies.
_FROM = 3


def check_same_clusters(job: Job, found: Diagnostics) -> None:
    """The same ``new_cluster`` in several tasks."""
    groups: list[tuple[Cluster, list[str]]] = []
    for task in job.settings.tasks or ():
        if task.new_cluster is None:
            continue
        same = next((keys for cluster, keys in groups if cluster == task.new_cluster), None)
        if same is None:
            groups.append((task.new_cluster, [str(task.task_key)]))
        else:
            same.append(str(task.task_key))
    for _, keys in groups:
        if len(keys) >= _FROM:
            found.add(
                SAME_CLUSTER,
                job.place_of(keys[0]),
                f"tasks {', '.join(map(repr, keys[:-1]))} and {keys[-1]!r} have the same new_cluster, and each waits "
                "for its own",
                "declare it once in job_clusters, and name it as their job_cluster_key",
                near=("new_cluster",),
            )
