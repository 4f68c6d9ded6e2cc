"""From the planned state of a job to what is sent to the Jobs API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.support.provider.job_names import API_NAMES, never_sent, sent_even_if_empty
from tests.support.provider.resource import Problem
from tests.support.provider.schemas import resource_block
from tests.support.provider.values import Block, Path, Values, is_empty

_GIT_PROVIDERS = {
    "bitbucket.org": "bitbucketCloud",
    "dev.azure.com": "azureDevOpsServices",
    "github.com": "gitHub",
    "gitlab.com": "gitLab",
}
# What a pool decides; of the clouds' attributes only who the cluster is stays.
_OF_THE_POOL = ("driver_node_type_id", "enable_elastic_disk", "node_type_id")
_BESIDE_A_POOL = {
    "aws_attributes": ("instance_profile_arn",),
    "azure_attributes": (),
    "gcp_attributes": ("google_service_account",),
}


def settings(plan: Values) -> dict[str, Any]:
    """The body of jobs/create, or the new settings of jobs/reset."""
    job = _sent(resource_block("databricks_job"), plan, ())
    job.setdefault("queue", {"enabled": False})
    if git := job.get("git_source"):
        _complete(git)
    for task in job.get("tasks", ()):
        if depends_on := task.get("depends_on"):
            depends_on.sort(key=lambda each: each["task_key"])
        sort_webhooks(task)
    sort_webhooks(job)
    job.get("tasks", []).sort(key=lambda each: each["task_key"])
    return job


def sort_webhooks(of: dict[str, Any]) -> None:
    for event in (of.get("webhook_notifications") or {}).values():
        event.sort(key=lambda each: each["id"])


def check_texts(block: Block, config: Values, path: Path = ()) -> None:
    """The provider dies of an empty text in a list of texts.

    Raises:
        Problem: with what is left of the provider.
    """
    for name, attribute in block.get("attributes", {}).items():
        if attribute["type"] == ["list", "string"] and "" in (config.get(name) or ()):
            raise Problem(f"panic: {': '.join((*path, name))}: {name}[<nil>] is not a string")
    for name, nested in block.get("block_types", {}).items():
        for each in (config.get(name) or ()) if nested["nesting_mode"] != "single" else ():
            check_texts(nested["block"], each, (*path, name))


def _sent(block: Block, values: Values, path: Path) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for name, attribute in block.get("attributes", {}).items():
        here, value = (*path, name), values.get(name)
        if never_sent(here):
            continue
        if sent_even_if_empty(here):
            value = value or ""
        elif is_empty(value) and not attribute.get("required"):
            continue
        sent[API_NAMES.get(here, name)] = value
    for name, nested in block.get("block_types", {}).items():
        here, blocks = (*path, name), values.get(name)
        if never_sent(here) or not blocks:
            continue
        bodies = [_sent(nested["block"], each, here) for each in blocks]
        sent[API_NAMES.get(here, name)] = bodies[0] if nested.get("max_items") == 1 else bodies
    return _cluster(sent, values) if path[-1:] == ("new_cluster",) else sent


def _cluster(sent: dict[str, Any], values: Values) -> dict[str, Any]:
    if "autoscale" not in sent:
        sent.setdefault("num_workers", 0)
    if "instance_pool_id" in sent:
        for name in _OF_THE_POOL:
            sent.pop(name, None)
        for name, kept in _BESIDE_A_POOL.items():
            if left := {each: value for each, value in sent.pop(name, {}).items() if each in kept}:
                sent[name] = left
    else:
        sent.pop("driver_instance_pool_id", None)
    allowed = values.get("__apply_policy_default_values_allow_list")
    return {name: value for name, value in sent.items() if name in allowed} if allowed else sent


def _complete(git: dict[str, Any]) -> None:
    if "git_provider" in git:
        return
    host = urlsplit(git["git_url"]).hostname or ""
    guessed = "awsCodeCommit" if host.startswith("git-codecommit.") else _GIT_PROVIDERS.get(host)
    if guessed is None:
        raise Problem("Git Provider is not specified and cannot be guessed by url")
    if not git.keys() & {"git_branch", "git_commit", "git_tag"}:
        raise Problem("none of branch, commit and tag is specified")
    git["git_provider"] = guessed
