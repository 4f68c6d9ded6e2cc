"""What the service fills in when it keeps a job."""

from __future__ import annotations

from tests.support.workspace.calls import Json

_BY_GIT = ("notebook_task", "dbt_task")
_AWS = {"availability": "SPOT_WITH_FALLBACK", "first_on_demand": 1, "zone_id": "us-east-1a"}


def kept(settings: Json) -> Json:
    """A job's settings as later requests show them."""
    filled = {
        "name": "Untitled",
        "email_notifications": {},
        "webhook_notifications": {},
        "timeout_seconds": 0,
        "max_concurrent_runs": 1,
        "queue": {"enabled": True},
        **settings,
        "format": "MULTI_TASK",
    }
    if "tasks" in filled:
        source = "GIT" if "git_source" in filled else "WORKSPACE"
        filled["tasks"] = [_task(each, source) for each in filled["tasks"]]
    for cluster in filled.get("job_clusters", ()):
        cluster.get("new_cluster", {}).pop("apply_policy_default_values", None)
    return filled


def _task(task: Json, source: str) -> Json:
    filled = {"run_if": "ALL_SUCCESS", "timeout_seconds": 0, "email_notifications": {}, **task}
    if "depends_on" in filled:
        filled["depends_on"] = sorted(filled["depends_on"], key=lambda each: str(each["task_key"]))
    for kind in _BY_GIT:
        if kind in filled:
            filled[kind] = {"source": source, **filled[kind]}
    if "new_cluster" in filled:
        filled["new_cluster"] = {
            "data_security_mode": "SINGLE_USER",
            **({} if {"azure_attributes", "gcp_attributes"} & set(filled["new_cluster"]) else {"aws_attributes": _AWS}),
            **filled["new_cluster"],
        }
        filled["new_cluster"].pop("apply_policy_default_values", None)
    return filled
