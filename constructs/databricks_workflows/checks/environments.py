"""Every environment has its own key and is used; what a task names is there."""

from __future__ import annotations

from collections import Counter

from databricks_workflows.checks.task_types import work_of
from databricks_workflows.checks.wording import field_of_job
from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import DUPLICATE_ENVIRONMENT, UNKNOWN_ENVIRONMENT, UNUSED_ENVIRONMENT

_ENVIRONMENT = '[{"environment_key": ..., "spec": {"environment_version": "2"}}]'


def check_environments(job: Job, found: Diagnostics) -> None:
    """Keys given twice, environments that no task uses, and keys of tasks that no environment has."""
    who = f"workflow {job.settings.name!r}"
    keys = Counter(each.environment_key for each in job.settings.environments or ())
    used = set()
    may_be_named = False
    for task_who, task, place, left_out in work_of(job):
        may_be_named |= left_out.may_have("environment_key")
        key = task.environment_key
        if key is None:
            continue
        used.add(key)
        if key not in keys and "environments" not in job.unread and not any(map(is_unknown, (key, *keys))):
            found.add(
                UNKNOWN_ENVIRONMENT,
                place,
                f"{task_who} runs in environment {key!r}, which nothing declares",
                did_you_mean(key, keys) or "declare it: " + field_of_job(job, "environments", _ENVIRONMENT),
                near=("environment_key", key),
            )
    # A key that no environment has is the misspelt key of the one that no task uses.
    all_known = (
        not may_be_named and "tasks" not in job.unread and used <= keys.keys() and not any(map(is_unknown, used))
    )
    for key, count in sorted(keys.items()):
        near = ("environments", key)
        if count > 1:
            summary = f"{who}: {count} environments have the key {key!r}"
            found.add(DUPLICATE_ENVIRONMENT, job.place, summary, "give each its own key", near=near)
        if key not in used and all_known and not is_unknown(key):
            summary = f"{who}: no task uses environment {key!r}"
            remedy = "take it away, or name it as a task's environment_key"
            found.add(UNUSED_ENVIRONMENT, job.place, summary, remedy, near=near)
