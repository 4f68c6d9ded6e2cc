"""What a pool decides is not written on the cluster."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster, Model
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import POOL_AND_NODES

# Of each block of a cloud, the one field that the provider sends beside a pool.
_KEPT = {
    "aws_attributes": "instance_profile_arn",
    "azure_attributes": "",
    "gcp_attributes": "google_service_account",
}


def check_cluster_pools(block: Block, job: Job, found: Diagnostics) -> None:
    """Node types, elastic disks and cloud attributes beside ``instance_pool_id``."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    if not cluster.instance_pool_id:
        return
    names = ("node_type_id", "driver_node_type_id", "enable_elastic_disk")
    dropped = [name for name in names if getattr(cluster, name)]
    for cloud, kept in _KEPT.items():
        attributes = getattr(cluster, cloud)
        if isinstance(attributes, Model):
            fields = attributes.__dict__
            dropped += [f"{cloud}.{name}" for name in fields if fields[name] is not None and name != kept]
    if dropped:
        *more, last = dropped
        named = f"{', '.join(more)} and {last}" if more else last
        what = f"has {named} beside instance_pool_id"
        remedy = "leave out what the pool has, or take instance_pool_id away"
        block.tell(found, POOL_AND_NODES, (), what, remedy, near=tuple(dropped[0].split(".")))
