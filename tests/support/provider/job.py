"""``databricks_job``: the calls in the order in which the provider makes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.provider.client import ApiError, Client
from tests.support.provider.job_answer import get_job, run_as, sorted_settings, state_of, with_unread
from tests.support.provider.job_conflicts import conflicts
from tests.support.provider.job_request import check_texts, settings
from tests.support.provider.job_rules import JobRules
from tests.support.provider.resource import Problem, Resource
from tests.support.provider.values import Values, attributes_in


class Job(Resource):
    name = "databricks_job"
    rules = JobRules()

    def validate(self, config: Values) -> Iterator[Problem]:
        return conflicts(self.block, config)

    def plan(self, config: Values, prior: Values | None) -> Values:
        for at, _, value in attributes_in(self.block, config):
            if isinstance(value, list) and None in value:
                raise Problem("Null value found in list", "Null values are not allowed for this attribute value.", at)
        if (config["max_concurrent_runs"] or 1) > 1:
            if config["always_running"]:
                raise Problem("`always_running` must be specified only with `max_concurrent_runs = 1`")
            if config["control_run_state"]:
                raise Problem("`control_run_state` must be specified only with `max_concurrent_runs = 1`")
        if config["control_run_state"] and not config["continuous"]:
            raise Problem("`control_run_state` must be specified only with `continuous`")
        return super().plan(config, prior)

    def replaces(self, prior: Values, plan: Values) -> list[tuple[Any, ...]]:
        before = {at: value for at, _, value in attributes_in(self.block, prior)}
        return [
            at
            for at, _, value in attributes_in(self.block, plan)
            if at[-1] == "idempotency_token" and value != before.get(at)
        ]

    def create(self, client: Client, plan: Values, config: Values) -> Values:
        check_texts(self.block, config)
        has_tasks = plan["task"] or plan["format"] == "MULTI_TASK"
        made = client.post(f"/api/{'2.2' if has_tasks else '2.0'}/jobs/create", settings(plan))
        return self._read(client, plan | {"id": str(made["job_id"])})

    def read(self, client: Client, state: Values) -> Values | None:
        try:
            return self._read(client, state)
        except ApiError as error:
            if error.is_missing:
                return None
            raise

    def update(self, client: Client, plan: Values, config: Values) -> Values:
        check_texts(self.block, config)
        client.post("/api/2.2/jobs/reset", {"job_id": int(plan["id"]), "new_settings": settings(plan)})
        return self._read(client, plan)

    def delete(self, client: Client, state: Values) -> None:
        try:
            client.post("/api/2.2/jobs/delete", {"job_id": int(state["id"])})
        except ApiError as error:
            if not error.is_missing:
                raise

    def _read(self, client: Client, prior: Values) -> Values:
        job = get_job(client, prior["id"])
        workspace = (prior["provider_config"] or [{}])[0].get("workspace_id") or client.workspace_id
        read = state_of(self.block, sorted_settings(job)) | {
            "id": prior["id"],
            "provider_config": [{"workspace_id": workspace}] if workspace else [],
            "run_as": run_as(job),
            "url": f"{client.host}/#job/{prior['id']}",
        }
        return self.refreshed(prior, with_unread(prior, read))
