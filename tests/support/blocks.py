"""Rules about blocks, run over the blocks of a job that they are registered for."""

from __future__ import annotations

from collections.abc import Callable

from databricks_workflows import checks
from databricks_workflows.checks.blocks import BlockRule, blocks_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job


def on_blocks(rule: BlockRule) -> Callable[[Job, Diagnostics], None]:
    """A rule about blocks as one about a job."""

    def check(job: Job, found: Diagnostics) -> None:
        for block in blocks_of(job):
            if rule in checks._BLOCK_RULES.get(type(block.model), ()):
                rule(block, job, found)

    return check
