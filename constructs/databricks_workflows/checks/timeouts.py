"""Time limits within each other: a task's within its job's, a warning before the end."""

from __future__ import annotations

from databricks_workflows.checks.blocks import Block
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import AnyTask, JobSettings
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import RULE_AFTER_TIMEOUT, TASK_OUTLASTS_JOB


def check_timeouts(block: Block, job: Job, found: Diagnostics) -> None:
    """A task that may outlast its job; a health rule on duration that comes after the end."""
    model = block.model
    assert isinstance(model, JobSettings | AnyTask)
    own, whole = _limit(model), _limit(job.settings)
    if own is not None and whole is not None and own > whole:
        block.tell(
            found,
            TASK_OUTLASTS_JOB,
            ("timeout_seconds",),
            f"is {own}, and its job ends after {whole} seconds",
            f"give the task at most {whole}, or the job more",
        )
    for index, rule in enumerate(model.health.rules if model.health is not None and own is not None else ()):
        if rule.metric == "RUN_DURATION_SECONDS" and not is_unknown(rule.value) and rule.value >= (own or 0):
            block.tell(
                found,
                RULE_AFTER_TIMEOUT,
                ("health", "rules", index, "value"),
                f"is {rule.value}, and timeout_seconds is {own}",
                f"warn before {own} seconds",
            )


def _limit(model: JobSettings | AnyTask) -> int | None:
    limit = model.timeout_seconds
    return limit if limit is not None and not is_unknown(limit) and limit > 0 else None
