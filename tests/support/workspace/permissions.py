"""Who may do what with a job."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.workspace.calls import Call, Json, Route
from tests.support.workspace.errors import invalid, missing
from tests.support.workspace.jobs import Job, Jobs

LEVELS = ("CAN_VIEW", "CAN_MANAGE_RUN", "IS_OWNER", "CAN_MANAGE")
_PRINCIPALS = ("user_name", "group_name", "service_principal_name")
_ADMINS = ("group_name", "admins")


class Permissions:
    """The permissions of every job: level by principal."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._given: dict[int, dict[tuple[str, str], str]] = {}
        jobs.on_change.append(self._follow)
        jobs.permit = self.permit  # type: ignore[method-assign]

    def routes(self) -> Iterator[Route]:
        yield "GET", "/api/2.0/permissions/jobs/{job_id}", self.get
        yield "PUT", "/api/2.0/permissions/jobs/{job_id}", self.put
        yield "PATCH", "/api/2.0/permissions/jobs/{job_id}", self.patch
        yield "GET", "/api/2.0/permissions/jobs/{job_id}/permissionLevels", self.levels

    def of(self, job_id: int) -> dict[str, str]:
        """The level of each principal of a job, by name."""
        return {name: level for (_, name), level in self._given[job_id].items()}

    def get(self, call: Call) -> Json:
        return self._answer(self._job_id(call))

    def put(self, call: Call) -> Json:
        job_id = self._job_id(call)
        self.permit(job_id, call.get("access_control_list", []))
        return self._answer(job_id)

    def patch(self, call: Call) -> Json:
        job_id = self._job_id(call)
        self._given[job_id] = _one_owner(self._given[job_id] | _read(call.get("access_control_list", [])))
        return self._answer(job_id)

    def levels(self, call: Call) -> Json:
        self._job_id(call)
        return {"permission_levels": [{"permission_level": level, "description": level} for level in LEVELS]}

    def permit(self, job_id: int, entries: Any) -> None:
        self._given[job_id] = _one_owner(_read(entries))

    def _follow(self, job: Job, created: bool) -> None:
        if created:
            self._given[job.job_id] = {("user_name", job.creator): "IS_OWNER"}
        else:
            self._given.pop(job.job_id)

    def _job_id(self, call: Call) -> int:
        job_id = call.number("job_id")
        if job_id not in self._jobs.all:
            raise missing(f"Job {job_id} does not exist.")
        return job_id

    def _answer(self, job_id: int) -> Json:
        given = [
            {kind: name, "all_permissions": [{"permission_level": level, "inherited": False}]}
            | ({} if kind == "group_name" else {"display_name": name})
            for (kind, name), level in self._given[job_id].items()
        ]
        inherited = {"permission_level": "CAN_MANAGE", "inherited": True, "inherited_from_object": ["/jobs/"]}
        return {
            "object_id": f"/jobs/{job_id}",
            "object_type": "job",
            "access_control_list": [*given, {"group_name": "admins", "all_permissions": [inherited]}],
        }


def _read(entries: Any) -> dict[tuple[str, str], str]:
    found = {}
    for entry in entries:
        principals = [(kind, str(entry[kind])) for kind in _PRINCIPALS if entry.get(kind)]
        if len(principals) != 1:
            raise invalid("Each entry must have exactly one of user_name, group_name, service_principal_name.")
        level = entry.get("permission_level")
        if level not in LEVELS:
            raise invalid(f"Permission type {level} is not defined. Allowed: {', '.join(LEVELS)}.")
        if principals[0] == _ADMINS and level != "CAN_MANAGE":
            raise invalid("Cannot change permissions for group 'admins'.")
        if principals[0][0] == "group_name" and level == "IS_OWNER":
            raise invalid("Groups can not be owners.")
        if principals[0] != _ADMINS:
            found[principals[0]] = level
    return found


def _one_owner(given: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    if list(given.values()).count("IS_OWNER") != 1:
        raise invalid("The job must have exactly one owner.")
    return given
