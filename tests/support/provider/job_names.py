"""Where a field of ``databricks_job`` has another name in the Jobs API, is never sent, or is a list of one.

This is the provider's own table: it must not come from the package under test.

See https://docs.databricks.com/api/workspace/jobs/create
"""

from __future__ import annotations

from tests.support.provider.values import Path

API_NAMES: dict[Path, str] = {
    ("environment",): "environments",
    ("git_source", "branch"): "git_branch",
    ("git_source", "commit"): "git_commit",
    ("git_source", "provider"): "git_provider",
    ("git_source", "tag"): "git_tag",
    ("git_source", "url"): "git_url",
    ("job_cluster",): "job_clusters",
    ("parameter",): "parameters",
    ("task",): "tasks",
    ("task", "for_each_task", "task", "library"): "libraries",
    ("task", "library"): "libraries",
}

# Of jobs with one task and no task block: not sent beside tasks, and nothing tells so.
LOST = frozenset(
    "existing_cluster_id library new_cluster dbt_task notebook_task pipeline_task python_wheel_task"
    " run_job_task spark_jar_task spark_python_task spark_submit_task".split()
)
# The same, but a plan shows them for ever.
FORGOTTEN = frozenset(["max_retries", "min_retry_interval_millis", "retry_on_timeout"])

_OF_TERRAFORM = frozenset(["always_running", "control_run_state", "id", "provider_config", "timeouts", "url"])
_IN_A_CLUSTER = frozenset(
    ["__apply_policy_default_values_allow_list", "cluster_id", "cluster_mount_info", "idempotency_token", "library"]
)


def never_sent(path: Path) -> bool:
    if len(path) == 1:
        return path[0] in LOST | FORGOTTEN | _OF_TERRAFORM
    return path[-1] == "provider_config" or (path[-2] == "new_cluster" and path[-1] in _IN_A_CLUSTER)


def sent_even_if_empty(path: Path) -> bool:
    """What has no way to be left out: the provider sends a zero."""
    return path[-2:] in {("python_wheel_task", "entry_point"), ("python_wheel_task", "package_name")}
