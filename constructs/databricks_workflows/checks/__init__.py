"""Rules over resolved jobs, one a file: each reads jobs and adds problems, none changes anything.

A rule about one kind of block is called for each block of that kind, any other once for a job or for a stack. What
needs only a value, or the names set in one block, is a row of ``table.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from databricks_workflows.checks.access_mode import check_access_mode
from databricks_workflows.checks.blocks import Block, BlockRule, blocks_of
from databricks_workflows.checks.cluster_clouds import check_cluster_clouds
from databricks_workflows.checks.cluster_kind import check_cluster_kind
from databricks_workflows.checks.cluster_pools import check_cluster_pools
from databricks_workflows.checks.cluster_workers import check_cluster_workers
from databricks_workflows.checks.comparisons import check_comparison
from databricks_workflows.checks.compute import check_compute
from databricks_workflows.checks.conditions import check_conditions
from databricks_workflows.checks.continuous import check_continuous
from databricks_workflows.checks.credentials import check_credentials
from databricks_workflows.checks.cycles import check_cycles
from databricks_workflows.checks.disabled_tasks import check_disabled_tasks
from databricks_workflows.checks.dynamic_values import check_dynamic_values
from databricks_workflows.checks.environments import check_environments
from databricks_workflows.checks.fixed_fields import check_fixed_fields
from databricks_workflows.checks.git_source import check_git_source
from databricks_workflows.checks.job_clusters import check_job_clusters
from databricks_workflows.checks.job_depth import check_job_depth
from databricks_workflows.checks.job_parameters import check_job_parameters, check_parameters_of_others
from databricks_workflows.checks.job_references import check_job_references
from databricks_workflows.checks.jobs import (
    check_addresses,
    check_beside,
    check_connections,
    check_names,
    check_variables,
)
from databricks_workflows.checks.libraries import check_libraries
from databricks_workflows.checks.loop_inputs import check_loop_inputs
from databricks_workflows.checks.loops import check_loop
from databricks_workflows.checks.notifications import check_metrics, check_notifications, check_recipients
from databricks_workflows.checks.paths import check_paths
from databricks_workflows.checks.periodic_minutes import check_periodic_minutes
from databricks_workflows.checks.permissions import check_permissions
from databricks_workflows.checks.photon import check_photon
from databricks_workflows.checks.references import check_references
from databricks_workflows.checks.repeated_dependencies import check_repeated_dependencies
from databricks_workflows.checks.retries import check_retries
from databricks_workflows.checks.run_conditions import check_run_conditions
from databricks_workflows.checks.run_state import check_run_state
from databricks_workflows.checks.runtimes import check_runtime
from databricks_workflows.checks.same_clusters import check_same_clusters
from databricks_workflows.checks.schedules import check_schedule
from databricks_workflows.checks.serverless import check_serverless
from databricks_workflows.checks.single_braces import check_single_braces
from databricks_workflows.checks.stray_templates import check_stray_templates
from databricks_workflows.checks.task_keys import check_task_keys
from databricks_workflows.checks.task_outputs import check_task_outputs
from databricks_workflows.checks.task_types import check_task_types
from databricks_workflows.checks.texts import check_texts
from databricks_workflows.checks.time_zones import check_time_zone
from databricks_workflows.checks.timeouts import check_timeouts
from databricks_workflows.checks.values import check_values
from databricks_workflows.checks.webhooks import check_webhooks
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import (
    Cluster,
    ConditionTask,
    CronTrigger,
    EmailNotifications,
    ForEachTask,
    Health,
    JobSettings,
    Model,
    NestedTask,
    Schedule,
    Task,
    Trigger,
    WebhookNotifications,
)
from databricks_workflows.resolve.resolved import Job

_JOB_RULES = (
    check_task_keys,
    check_cycles,
    check_task_types,
    check_compute,
    check_job_clusters,
    check_same_clusters,
    check_environments,
    check_serverless,
    check_libraries,
    check_paths,
    check_dynamic_values,
    check_webhooks,
    check_credentials,
    check_conditions,
    check_run_conditions,
    check_repeated_dependencies,
    check_disabled_tasks,
    check_loop_inputs,
    check_continuous,
    check_references,
    check_git_source,
    check_single_braces,
    check_stray_templates,
    check_fixed_fields,
    check_task_outputs,
    check_job_parameters,
    check_retries,
    check_permissions,
    check_texts,
)

_BLOCK_RULES: Mapping[type[Model], Sequence[BlockRule]] = {
    Cluster: (
        check_cluster_kind,
        check_cluster_workers,
        check_cluster_pools,
        check_cluster_clouds,
        check_photon,
        check_access_mode,
    ),
    ConditionTask: (check_comparison,),
    CronTrigger: (check_schedule, check_time_zone),
    EmailNotifications: (check_recipients,),
    ForEachTask: (check_loop,),
    Health: (check_metrics,),
    JobSettings: (check_run_state, check_timeouts, check_notifications),
    NestedTask: (check_timeouts, check_notifications),
    Schedule: (check_schedule, check_time_zone),
    Task: (check_timeouts, check_notifications),
    Trigger: (check_periodic_minutes,),
    WebhookNotifications: (check_recipients,),
}

_STACK_RULES = (
    check_addresses,
    check_beside,
    check_variables,
    check_connections,
    check_job_references,
    check_job_depth,
    check_parameters_of_others,
)


def check_jobs(jobs: Sequence[Job], found: Diagnostics, today: date) -> None:
    """Run every rule over the jobs of one stack, as of a day."""
    for job in jobs:
        for rule in _JOB_RULES:
            rule(job, found)
        for block in blocks_of(job):
            check_values(block, job, found)
            for block_rule in rules_about(block):
                block_rule(block, job, found)
            if isinstance(block.model, Cluster):
                check_runtime(block, today, found)
    for stack_rule in _STACK_RULES:
        stack_rule(jobs, found)


def rules_about(block: Block) -> Sequence[BlockRule]:
    """The rules about blocks of this one's kind."""
    return _BLOCK_RULES.get(type(block.model), ())


def check_app(stacks: Sequence[Sequence[Job]], found: Diagnostics) -> None:
    """Run the rules over the jobs of every stack beside each other."""
    check_names(stacks, found)
