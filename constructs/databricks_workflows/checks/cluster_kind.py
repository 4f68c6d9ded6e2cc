"""Settings of the newer form of a cluster, which has to be asked for."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import NEEDS_KIND


def check_cluster_kind(block: Block, job: Job, found: Diagnostics) -> None:
    """A true that counts only together with ``kind``; a false is never sent."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    if cluster.kind is not None or block.left_out.may_have("kind"):
        return
    for name in ("is_single_node", "use_ml_runtime"):
        if getattr(cluster, name) is True:
            block.tell(found, NEEDS_KIND, (name,), "is true without kind", 'write kind: "CLASSIC_PREVIEW" beside it')
