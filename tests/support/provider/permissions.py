"""``databricks_permissions`` of a job: who owns it stays or is said, everything else is set whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.provider.client import ApiError, Client
from tests.support.provider.planning import planned
from tests.support.provider.resource import Problem, Resource
from tests.support.provider.values import UNKNOWN, Values

_LEVELS = ("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER")
_PRINCIPALS = ("group_name", "service_principal_name", "user_name")
_OWNER = "IS_OWNER"


class Permissions(Resource):
    name = "databricks_permissions"
    replaced_by = ("job_id",)

    def validate(self, config: Values) -> Iterator[Problem]:
        others = [name for name in self.block["attributes"] if name not in ("id", "job_id", "object_type")]
        if config["job_id"] is None or any(config[name] is not None for name in others):
            yield Problem("this provider for tests knows permissions of jobs only: give job_id and nothing like it")

    def plan(self, config: Values, prior: Values | None) -> Values:
        if isinstance(config["job_id"], str):
            for each in config["access_control"]:
                _check_level(each["permission_level"])
        return planned(self.block, config, prior, self.rules)

    def create(self, client: Client, plan: Values, config: Values) -> Values:
        return self._put(client, plan | {"id": f"/jobs/{plan['job_id']}"})

    def update(self, client: Client, plan: Values, config: Values) -> Values:
        return self._put(client, plan)

    def read(self, client: Client, state: Values) -> Values | None:
        try:
            answer = client.get(_url(state))
        except ApiError as error:
            if error.is_missing:
                return None
            raise
        given = [_principal(each) for each in state["access_control"]]
        entries = []
        for each in answer.get("access_control_list", ()):
            direct = [level["permission_level"] for level in each["all_permissions"] if not level.get("inherited")]
            is_own = direct == [_OWNER] and each.get("user_name") == client.user
            if direct and (_principal(each) in given or not is_own):
                entries.append({name: each.get(name) for name in _PRINCIPALS} | {"permission_level": direct[0]})
        return state | {
            "access_control": entries,
            "job_id": state["id"].removeprefix("/jobs/"),
            "object_type": answer["object_type"],
        }

    def delete(self, client: Client, state: Values) -> None:
        """Only the owner is left: the one there is, or who made the job."""
        client.user  # noqa: B018 - asked first, as the provider does
        try:
            client.get(_url(state))
            job = client.get("/api/2.2/jobs/get", job_id=state["id"].removeprefix("/jobs/"))
            owner = {"user_name": job["creator_user_name"], "permission_level": _OWNER}
            client.put(_url(state), {"access_control_list": [owner]})
        except ApiError as error:
            if not error.is_missing:
                raise

    def _put(self, client: Client, plan: Values) -> Values:
        entries = [{name: value for name, value in each.items() if value} for each in plan["access_control"]]
        for each in entries:
            self._check(client, each)
        if all(each["permission_level"] != _OWNER for each in entries):
            entries.append({"user_name": client.user, "permission_level": _OWNER})
        client.put(_url(plan), {"access_control_list": entries})
        return self.read(client, plan) or plan

    def _check(self, client: Client, entry: dict[str, Any]) -> None:
        _check_level(entry["permission_level"])
        if entry.get("group_name") == "admins":
            raise Problem("not possible to modify admin permissions")
        if entry.get("user_name") == client.user and entry["permission_level"] not in ("CAN_MANAGE", _OWNER):
            raise Problem("cannot remove management permissions for the current user")


def _check_level(level: Any) -> None:
    if level is not UNKNOWN and level not in _LEVELS:
        allowed = ", ".join(_LEVELS)
        raise Problem(f"permission_level {level} is not supported with job_id objects; allowed levels: {allowed}")


def _principal(entry: Values) -> tuple[Any, ...]:
    return tuple(entry.get(name) for name in _PRINCIPALS)


def _url(state: Values) -> str:
    return f"/api/2.0/permissions{state['id']}"
