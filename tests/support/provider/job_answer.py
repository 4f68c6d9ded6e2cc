"""From what the Jobs API answers to the state of a job."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.support.provider.client import Client
from tests.support.provider.job_names import API_NAMES, FORGOTTEN, LOST, never_sent
from tests.support.provider.job_request import sort_webhooks
from tests.support.provider.values import Block, Path, Values, is_empty

# Read back whether the configuration has them or not.
_ALWAYS_READ = FORGOTTEN | frozenset(
    "email_notifications format id max_concurrent_runs name provider_config run_as task url"
    " webhook_notifications".split()
)
_SERVICE_PRINCIPAL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def get_job(client: Client, job_id: str) -> dict[str, Any]:
    """The answer of jobs/get with the tasks of all its pages."""
    job: dict[str, Any] = client.get("/api/2.2/jobs/get", job_id=job_id)
    page = job
    while token := page.get("next_page_token"):
        page = client.get("/api/2.2/jobs/get", job_id=job_id, page_token=token)
        job["settings"].setdefault("tasks", []).extend(page.get("settings", {}).get("tasks", ()))
    return job


def sorted_settings(job: Mapping[str, Any]) -> dict[str, Any]:
    """The settings in the order that the provider gives them when it reads."""
    settings: dict[str, Any] = job["settings"]
    for task in settings.get("tasks", ()):
        if depends_on := task.get("depends_on"):
            depends_on.sort(key=lambda each: each["task_key"])
        sort_webhooks(task)
    sort_webhooks(settings)
    settings.get("tasks", []).sort(key=lambda each: each["task_key"])
    return settings


def state_of(block: Block, answer: Mapping[str, Any], path: Path = ()) -> Values:
    """A block as the API's answer has it; what is never sent is not looked for either."""
    state: Values = {}
    for name in block.get("attributes", {}):
        here = (*path, name)
        state[name] = None if never_sent(here) else answer.get(API_NAMES.get(here, name))
    for name, nested in block.get("block_types", {}).items():
        here = (*path, name)
        found = None if never_sent(here) else answer.get(API_NAMES.get(here, name))
        bodies = found if isinstance(found, list) else [] if found is None else [found]
        state[name] = [state_of(nested["block"], each, here) for each in bodies]
        if nested["nesting_mode"] == "single":
            state[name] = None
    return state


def run_as(job: Mapping[str, Any]) -> list[Values]:
    name = job.get("run_as_user_name")
    if not name:
        return []
    user = {"group_name": None, "service_principal_name": None, "user_name": None}
    return [user | {"service_principal_name" if _SERVICE_PRINCIPAL.fullmatch(name) else "user_name": name}]


def with_unread(prior: Values, read: Values) -> Values:
    """What was read, without what is optional and was not set; of an imported job nothing but the id was set."""
    imported = prior.get("name") is None
    return {
        name: prior[name]
        if name in LOST or (name not in _ALWAYS_READ and not imported and is_empty(prior[name]))
        else value
        for name, value in read.items()
    }
