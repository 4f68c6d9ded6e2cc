"""The workspace: every call of ``databricks-sdk``, and what becomes of its faults.

See https://docs.databricks.com/api/workspace/jobs
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any, Final, TypeVar

import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config
from databricks.sdk.errors import Unauthenticated
from databricks.sdk.retries import retried

from databricks_workflows.runs.asked import Job
from databricks_workflows.runs.errors import WorkspaceError
from databricks_workflows.runs.faults import FAULTS, Unreadable, explain, unreadable, why_it_passes
from databricks_workflows.runs.snapshot import Run, TaskRun, read_run

T = TypeVar("T")
Notice = Callable[[str, float], None]

_READ_AGAIN: Final = 3
_NAMES: Final = 200
_SECRETS: Final = ("token", "password", "client_secret", "azure_client_secret", "google_credentials")


class Workspace:
    """The jobs and runs of a workspace. Made by :func:`~databricks_workflows.runs.connect.connect`.

    A network fault, 429 and 5xx are waited out; what remains is a
    :class:`~databricks_workflows.runs.errors.WorkspaceError`.
    """

    def __init__(self, config: Config, retry_seconds: float, notice: Notice) -> None:
        self.host = str(config.host or "").rstrip("/")
        self._config, self._notice = config, notice
        self._jobs = WorkspaceClient(config=config).jobs
        self._retry_seconds, self._clock = retry_seconds, config.clock

    def job(self, job_id: int) -> Job:
        """A job by its id."""
        found = self._ask(f"job {job_id}", lambda: self._jobs.get(job_id), lambda job: job.job_id)
        settings = found.settings
        parameters = (settings.parameters or ()) if settings else ()
        return Job(
            job_id=job_id,
            name=(settings and settings.name) or f"job {job_id}",
            parameters={each.name: each.default for each in parameters},
            tasks=tuple(each.task_key for each in (settings.tasks or () if settings else ())),
            max_concurrent_runs=(settings and settings.max_concurrent_runs) or 1,
            queued=bool(settings and settings.queue and settings.queue.enabled),
        )

    def ids_of(self, name: str) -> list[int]:
        """The ids of the jobs of a name, its case not minding."""
        found = self._ask("the jobs", lambda: list(self._jobs.list(name=name)))
        return [each.job_id for each in found if each.job_id]

    def names(self) -> list[str]:
        """The names of the newest jobs, to find what was meant."""
        found = self._ask("the jobs", lambda: list(islice(self._jobs.list(limit=100), _NAMES)))
        return [each.settings.name for each in found if each.settings and each.settings.name]

    def start(
        self, job_id: int, parameters: Mapping[str, str], only: Sequence[str] = (), token: str | None = None
    ) -> int:
        """Start a run; returns its id. Asked again with the same token it is the same run.

        Args:
            job_id: the job.
            parameters: job parameters that differ from their defaults.
            only: the tasks to run; ``+key`` with those before it, ``key+`` with those behind it. All by default.
            token: at most 64 characters; by default one that was never used.
        """
        token = token or uuid.uuid4().hex

        def asked() -> int:
            started: Any = self._jobs.run_now(
                job_id, job_parameters=dict(parameters) or None, only=list(only) or None, idempotency_token=token
            )
            return int(started.response.run_id)

        return self._ask(f"job {job_id}", asked)

    def run(self, run_id: int) -> Run:
        """A run with all its tasks."""

        def asked() -> Run:
            return read_run(self._jobs.get_run(run_id, include_history=True), self.host)

        return self._ask(f"run {run_id}", asked, lambda run: run.run_id)

    def runs(self, job_id: int | None = None, *, active: bool = False, limit: int | None = None) -> list[Run]:
        """Runs, the newest first.

        Args:
            job_id: of one job; by default of all.
            active: only those that have not ended.
            limit: at most so many.
        """

        def asked() -> list[Run]:
            size = min(limit or 24, 24)  # the API wants less than 25
            # without expand_tasks the parameters are left out
            found = self._jobs.list_runs(job_id=job_id, active_only=active or None, limit=size, expand_tasks=True)
            return [read_run(each, self.host) for each in islice(found, limit)]

        return self._ask(f"the runs of job {job_id}" if job_id else "the runs", asked)

    def error_of(self, task: TaskRun) -> tuple[str, str]:
        """The error of a task and its trace; both may be empty, and always are where they can't be had."""
        try:
            output = self._ask(f"task {task.key}", lambda: self._jobs.get_run_output(task.run_id), patient=False)
        except WorkspaceError:
            return "", ""
        return output.error or "", output.error_trace or ""

    def repair(self, run_id: int, tasks: Sequence[str], parameters: Mapping[str, str], *, dependent: bool) -> None:
        """Run what failed in a run again.

        Args:
            run_id: the run.
            tasks: the tasks to run; by default all that failed, and what was not run because of them.
            parameters: job parameters that differ from those of the run.
            dependent: with ``tasks``, also those behind them.
        """
        latest = self._latest_repair(run_id)

        def asked() -> None:
            self._jobs.repair_run(
                run_id,
                rerun_all_failed_tasks=None if tasks else True,
                rerun_tasks=list(tasks) or None,
                rerun_dependent_tasks=(dependent or None) if tasks else None,
                job_parameters=dict(parameters) or None,
                latest_repair_id=latest,
            )

        try:
            self._ask(f"run {run_id}", asked)
        except WorkspaceError:
            # the answer to a first request may have been lost: then the repair is there
            if self._latest_repair(run_id) == latest:
                raise

    def cancel(self, run_id: int) -> None:
        """Ask that a run be stopped; that takes its time."""
        self._ask(f"run {run_id}", lambda: bool(self._jobs.cancel_run(run_id)))

    def _latest_repair(self, run_id: int) -> int | None:
        run = self._ask(f"run {run_id}", lambda: self._jobs.get_run(run_id, include_history=True))
        repairs = [each.id for each in run.repair_history or () if each.type and each.type.value == "REPAIR"]
        return repairs[-1] if repairs else None

    def _ask(
        self, what: str, asked: Callable[[], T], wanted: Callable[[T], Any] = lambda _: True, *, patient: bool = True
    ) -> T:
        """Call; faults that pass are waited out, the others become one line.

        Args:
            what: what is asked for, for that line.
            asked: the call.
            wanted: what the answer must have to be one.
            patient: whether to wait at all.
        """
        unread = 0

        def once() -> T:
            self._hold_credentials()
            try:
                answer = asked()
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                if isinstance(error, requests.RequestException) and not isinstance(error, requests.JSONDecodeError):
                    raise
                raise unreadable(error) from error
            if not wanted(answer):
                raise Unreadable("an empty answer")
            return answer

        def passes(error: BaseException) -> str | None:
            nonlocal unread
            unread += isinstance(error, Unreadable)
            why = why_it_passes(error) if patient and self._retry_seconds and unread < _READ_AGAIN else None
            if why:
                self._notice(f"{self.host}: {self._clean(why)}", self._retry_seconds)
            return why

        call = retried(timeout=timedelta(seconds=max(1, self._retry_seconds)), is_retryable=passes, clock=self._clock)(
            once
        )
        try:
            answer: T = call()
        except FAULTS as error:
            told = explain(error, what, self.host, self._renew())
            raise WorkspaceError(self._clean(str(told)), missing=told.missing) from None
        return answer

    def _hold_credentials(self) -> None:
        """Renew what has expired, where that is possible."""
        try:
            self._config.authenticate()
        except requests.RequestException:
            raise
        except (ValueError, OSError) as error:
            raise Unauthenticated(str(error)) from None

    def _renew(self) -> str:
        kind, profile = self._config.auth_type, self._config.profile
        if kind == "pat":
            where = f"profile {profile!r}" if profile else "DATABRICKS_TOKEN"
            return f"make a new token and put it into {where}"
        login = f"databricks auth login --host {self.host}"
        return f"log in again ({login})" if kind == "databricks-cli" else f"check those of auth type {kind!r}"

    def _clean(self, text: str) -> str:
        """A text in one line, without the credentials should the workspace repeat them."""
        for name in _SECRETS:
            secret = getattr(self._config, name, None)
            if secret:
                text = text.replace(str(secret), "***")
        return " ".join(text.split())
