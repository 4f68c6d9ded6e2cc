"""A periodic trigger counts in hours, days or weeks; in minutes only as one of several triggers."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.values import PERIODIC_MINUTES


def check_periodic_minutes(block: Block, job: Job, found: Diagnostics) -> None:
    """MINUTES in ``trigger``, where the provider looks; in ``triggers`` it does not, and the API takes them."""
    periodic = getattr(block.model, "periodic", None)
    if periodic is not None and periodic.unit == "MINUTES":
        block.tell(
            found,
            PERIODIC_MINUTES,
            ("periodic", "unit"),
            "is 'MINUTES', expected HOURS, DAYS or WEEKS",
            "write a schedule: quartz_cron_expression '0 0/15 * * * ?' is every 15 minutes",
        )
