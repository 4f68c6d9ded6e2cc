"""Jobs: create, get, list, reset, update, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.support.workspace import checks, shape
from tests.support.workspace.calls import Call, Json, Route, page
from tests.support.workspace.clock import Clock
from tests.support.workspace.defaults import kept
from tests.support.workspace.errors import denied, invalid, no_such_job

ITEMS_A_PAGE = 100
_PAGED = ("tasks",)
_ONCE = ("job_clusters", "parameters", "environments")
_MERGED = {"tasks": "task_key", "job_clusters": "job_cluster_key", "parameters": "name"}


@dataclass
class Job:
    """A job as it is kept."""

    job_id: int
    settings: Json
    creator: str
    created: int
    runs: int = field(default=0)


class Jobs:
    """All jobs by id."""

    def __init__(self, clock: Clock, user: str) -> None:
        self._clock, self._user = clock, user
        self._last_id = 620_513_460_000_000
        self.all: dict[int, Job] = {}
        self.on_change: list[Callable[[Job, bool], None]] = []

    def routes(self) -> Iterator[Route]:
        yield "POST", "/api/2.x/jobs/create", self.create
        yield "GET", "/api/2.x/jobs/get", self.get
        yield "GET", "/api/2.x/jobs/list", self.list
        yield "POST", "/api/2.x/jobs/reset", self.reset
        yield "POST", "/api/2.x/jobs/update", self.update
        yield "POST", "/api/2.x/jobs/delete", self.delete

    def find(self, job_id: int) -> Job:
        if job_id not in self.all:
            raise no_such_job(job_id)
        return self.all[job_id]

    def called(self, name: str) -> list[Job]:
        """The jobs of a name; the service ignores its case."""
        return [job for job in self.all.values() if job.settings["name"].lower() == name.lower()]

    def create(self, call: Call) -> Json:
        body = dict(call.request.body or {})
        permissions = body.pop("access_control_list", None)
        job = self.add(body)
        if permissions:
            self.permit(job.job_id, permissions)
        return {"job_id": job.job_id}

    def add(self, settings: Any) -> Job:
        """Keep a new job."""
        settings = self._checked(settings)
        # ids are far apart and long, as a workspace's are
        self._last_id += 7_919
        job = Job(self._last_id, settings, self._user, self._clock.milliseconds)
        self.all[job.job_id] = job
        for changed in self.on_change:
            changed(job, True)
        return job

    def permit(self, job_id: int, entries: Any) -> None:
        """Replaced by the permissions, which come with a job's creation too."""

    def get(self, call: Call) -> Json:
        job = self.find(call.number("job_id"))
        found = self._head(job) | {"run_as_user_name": _run_as(job)}
        return found | _one_page(job.settings, call)

    def list(self, call: Call) -> Json:
        size = call.number("limit", 20)
        if not 1 <= size <= 100:
            raise invalid(f"Invalid limit: {size}. It must be between 1 and 100.")
        name = call.get("name")
        jobs = sorted(self.called(name) if name else self.all.values(), key=lambda job: -job.job_id)
        part = page(jobs, call, size)
        expand = call.flag("expand_tasks")
        return {"jobs": [self._listed(job, expand) for job in part], "has_more": "next_page_token" in part.tokens} | (
            part.tokens
        )

    def reset(self, call: Call) -> Json:
        job = self._for_change(call)
        settings = call.need("new_settings")
        if "run_as" in job.settings and isinstance(settings, dict):
            settings = {"run_as": job.settings["run_as"], **settings}
        job.settings = self._checked(settings)
        return {}

    def update(self, call: Call) -> Json:
        job = self.find(call.number("job_id"))
        settings = dict(job.settings)
        for name in call.get("fields_to_remove", ()):
            _remove(settings, name)
        for name, value in call.get("new_settings", {}).items():
            key = _MERGED.get(name)
            before = settings.get(name)
            settings[name] = _merged(before, value, key) if key and before and isinstance(value, list) else value
        job.settings = self._checked(settings)
        return {}

    def delete(self, call: Call) -> Json:
        self.remove(call.number("job_id"))
        return {}

    def remove(self, job_id: int) -> None:
        """Delete a job, as somebody else would meanwhile."""
        job = self.find(job_id)
        del self.all[job_id]
        for changed in self.on_change:
            changed(job, False)

    def _checked(self, settings: Any) -> Json:
        known = shape.settings(settings)
        checks.check(known)
        return kept(known)

    def _for_change(self, call: Call) -> Job:
        job_id = call.number("job_id")
        if job_id not in self.all:
            raise denied(f"User {self._user} does not have Manage or Owner permissions on job {job_id}.")
        return self.all[job_id]

    def _head(self, job: Job) -> Json:
        return {"job_id": job.job_id, "creator_user_name": job.creator, "created_time": job.created}

    def _listed(self, job: Job, expand: bool) -> Json:
        left_out = () if expand else (*_PAGED, *_ONCE)
        settings = {name: value for name, value in job.settings.items() if name not in left_out}
        found = self._head(job) | {"settings": settings}
        if expand and len(settings.get("tasks", ())) > ITEMS_A_PAGE:
            found |= {"settings": settings | {"tasks": settings["tasks"][:ITEMS_A_PAGE]}, "has_more": True}
        return found


def _run_as(job: Job) -> str:
    run_as = job.settings.get("run_as", {})
    return str(run_as.get("user_name") or run_as.get("service_principal_name") or job.creator)


def _one_page(settings: Json, call: Call) -> Json:
    tasks = settings.get("tasks", [])
    if call.version != "2.2" or len(tasks) <= ITEMS_A_PAGE:
        return {"settings": settings}
    part = page(tasks, call, ITEMS_A_PAGE)
    shown = settings | {"tasks": list(part)}
    if part.start:
        shown = {name: value for name, value in shown.items() if name not in _ONCE}
    return {"settings": shown, "has_more": "next_page_token" in part.tokens} | part.tokens


def _remove(settings: Json, name: str) -> None:
    field_name, _, key = name.partition("/")
    if not key:
        settings.pop(field_name, None)
    elif field_name in _MERGED:
        settings[field_name] = [each for each in settings.get(field_name, ()) if each[_MERGED[field_name]] != key]


def _merged(before: list[Json], after: list[Json], key: str) -> list[Json]:
    replaced = {each.get(key): each for each in after}
    return [replaced.pop(each[key], each) for each in before] + list(replaced.values())
