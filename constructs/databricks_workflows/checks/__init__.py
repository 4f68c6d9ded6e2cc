"""Rules over resolved jobs, one a file: each reads jobs and adds problems, none changes anything.

A rule about one kind of block is called for each block of that kind, any other once for a job or for a stack. What
needs only a value, or the names set in one block, is a row of ``table.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from databricks_workflows.checks.blocks import BlockRule, blocks_of
from databricks_workflows.checks.compute import check_compute
from databricks_workflows.checks.credentials import check_credentials
from databricks_workflows.checks.cycles import check_cycles
from databricks_workflows.checks.dynamic_values import check_dynamic_values
from databricks_workflows.checks.job_clusters import check_job_clusters
from databricks_workflows.checks.job_references import check_job_references
from databricks_workflows.checks.jobs import (
    check_addresses,
    check_beside,
    check_connections,
    check_names,
    check_variables,
)
from databricks_workflows.checks.paths import check_paths
from databricks_workflows.checks.task_keys import check_task_keys
from databricks_workflows.checks.task_types import check_task_types
from databricks_workflows.checks.texts import check_texts
from databricks_workflows.checks.values import check_values
from databricks_workflows.checks.webhooks import check_webhooks
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Model
from databricks_workflows.resolve.resolved import Job

_JOB_RULES = (
    check_task_keys,
    check_cycles,
    check_task_types,
    check_compute,
    check_job_clusters,
    check_paths,
    check_dynamic_values,
    check_webhooks,
    check_credentials,
    check_texts,
)

_BLOCK_RULES: Mapping[type[Model], Sequence[BlockRule]] = {}

_STACK_RULES = (check_addresses, check_beside, check_variables, check_connections, check_job_references)


def check_jobs(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Run every rule over the jobs of one stack."""
    for job in jobs:
        for rule in _JOB_RULES:
            rule(job, found)
        for block in blocks_of(job):
            check_values(block, job, found)
            for block_rule in _BLOCK_RULES.get(type(block.model), ()):
                block_rule(block, job, found)
    for stack_rule in _STACK_RULES:
        stack_rule(jobs, found)


def check_app(jobs: Sequence[Job], found: Diagnostics) -> None:
    """Run the rules over the jobs of every stack beside each other."""
    check_names(jobs, found)
