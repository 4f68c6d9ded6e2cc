"""Photon is asked for once."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import PHOTON


def check_photon(block: Block, job: Job, found: Diagnostics) -> None:
    """A runtime with Photon, and the engine without."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    version = cluster.spark_version or ""
    if cluster.runtime_engine == "STANDARD" and "-photon-" in version:
        what = f"is 'STANDARD' beside spark_version {version!r}"
        remedy = f"take runtime_engine away, or write spark_version {version.replace('-photon-', '-')!r}"
        block.tell(found, PHOTON, ("runtime_engine",), what, remedy)
