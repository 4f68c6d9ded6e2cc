"""The single user of a cluster goes with its access mode."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import SINGLE_USER

_OF_ONE_USER = (
    "SINGLE_USER",
    "LEGACY_SINGLE_USER",
    "LEGACY_SINGLE_USER_STANDARD",
    "DATA_SECURITY_MODE_DEDICATED",
    "DATA_SECURITY_MODE_AUTO",
)


def check_access_mode(block: Block, job: Job, found: Diagnostics) -> None:
    """A ``single_user_name`` in an access mode for several users, or for none."""
    cluster = block.model
    assert isinstance(cluster, Cluster)
    mode = cluster.data_security_mode
    if cluster.single_user_name and mode and not is_unknown(mode) and mode not in _OF_ONE_USER:
        what = f"is set, and data_security_mode is {mode!r}"
        remedy = 'write data_security_mode: "SINGLE_USER", or take single_user_name away'
        block.tell(found, SINGLE_USER, ("single_user_name",), what, remedy)
