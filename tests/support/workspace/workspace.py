"""The workspace as tests hold it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from databricks.sdk import WorkspaceClient
from databricks.sdk.config import Config

from tests.support.workspace.account import Account
from tests.support.workspace.answers import Answers
from tests.support.workspace.calls import Json, Raw, Request, Routes
from tests.support.workspace.clock import MONDAY, Clock
from tests.support.workspace.engine import Engine
from tests.support.workspace.errors import ApiError
from tests.support.workspace.files import Files
from tests.support.workspace.jobs import Jobs
from tests.support.workspace.permissions import Permissions
from tests.support.workspace.run import Run, TaskRun
from tests.support.workspace.runs import Runs
from tests.support.workspace.script import Attempt, Line, Script
from tests.support.workspace.server import Server
from tests.support.workspace.tasks import received
from tests.support.workspace.trouble import Rule, Trouble

WORKSPACE_ID = 900_800_700_600


class Workspace:
    """A Databricks workspace on this machine: ``with Workspace() as workspace:`` serves ``workspace.url``."""

    def __init__(
        self,
        *,
        port: int = 0,
        speed: float = 0,
        start: datetime = MONDAY,
        status: bool = True,
        user: str = "tester@example.com",
        token: str = "dapi-of-tests",
    ) -> None:
        self.token, self.user, self.workspace_id = token, user, WORKSPACE_ID
        self.lock = threading.RLock()
        self.clock = Clock(start, speed, self.lock)
        self.trouble = Trouble()
        self.requests: list[Request] = []
        self._jobs = Jobs(self.clock, user)
        self.permissions = Permissions(self._jobs)
        self.files = Files(self.clock, user)
        self.account = Account(user)
        self._server = Server(port, self._answer, self._trouble_of, {"X-Databricks-Org-Id": str(WORKSPACE_ID)})
        self._script = Script()
        self._engine = Engine(self.clock, self._jobs, self._script, {"id": str(WORKSPACE_ID), "url": self.url})
        runs = Runs(self._engine, Answers(self.url, WORKSPACE_ID, status))
        parts = (self._jobs, runs, self.permissions, self.files, self.account)
        self._routes = Routes(route for part in parts for route in part.routes())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def environment(self) -> dict[str, str]:
        """What a client's process is given."""
        return {"DATABRICKS_HOST": self.url, "DATABRICKS_TOKEN": self.token}

    @property
    def jobs(self) -> dict[int, Json]:
        """The settings of every job as they are kept."""
        return {job_id: job.settings for job_id, job in self._jobs.all.items()}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self._server.failures and error is None:
            raise self._server.failures[0]

    def calls(self, method: str, path: str) -> list[Request]:
        """The requests so far whose path ends so."""
        return [each for each in self.requests if each.method == method and each.path.endswith(path)]

    def client(self, **settings: Any) -> WorkspaceClient:
        """The SDK's client of this workspace; settings as of its ``Config``."""
        return WorkspaceClient(config=Config(host=self.url, token=self.token, **settings))

    def create_job(self, *tasks: Json, **settings: Any) -> int:
        """A job that somebody else made; returns its id."""
        with self.lock:
            return self._jobs.add({"tasks": list(tasks), **settings}).job_id

    def delete_job(self, job_id: int) -> None:
        """A job that somebody else deletes."""
        with self.lock:
            self._jobs.remove(job_id)

    def script(
        self,
        *,
        attempts: Sequence[Attempt],
        job: int | str | None = None,
        task: str | None = None,
        input: Any = None,
    ) -> None:
        """Say what a task does: the first attempt, the second (a retry or a repair) and so on; the last one repeats.

        A job is named by id or name; without a job or task it holds for all. ``input`` names one iteration.
        """
        self._script.add(Line(job, task, input, list(attempts)))

    def start(
        self,
        job_id: int,
        parameters: Mapping[str, str] | None = None,
        *,
        trigger: str = "PERIODIC",
        triggered: datetime | None = None,
        backfill: datetime | None = None,
    ) -> int:
        """Start a run as the workspace itself does, by schedule unless told otherwise; returns its id."""
        with self.lock:
            run = self._engine.start(
                self._jobs.find(job_id),
                dict(parameters or {}),
                trigger=trigger,
                triggered=triggered.timestamp() if triggered else None,
                backfill=backfill.timestamp() if backfill else None,
            )
            return run.run_id

    def run(self, run_id: int) -> Run:
        """A run as the workspace keeps it."""
        with self.lock:
            self.clock.catch_up()
            return self._engine.find(run_id)

    def task_run(self, run_id: int, task: str) -> TaskRun:
        """The latest attempt of a task of a run."""
        return self.run(run_id).slots[task].latest

    def received(self, run_id: int, task: str) -> Any:
        """The parameters that arrived at a task: its map or its list; for a for-each task those of each iteration."""
        return received(self.task_run(run_id, task))

    def finish(self, most: int = 10_000) -> None:
        """Let time pass until nothing happens any more."""
        with self.lock:
            while most and self.clock.advance_to_next():
                most -= 1

    def _trouble_of(self, request: Request) -> Rule | None:
        with self.lock:
            self.requests.append(request)
            return self.trouble.of(request)

    def _answer(self, request: Request) -> Json | Raw:
        with self.lock:
            if request.path.startswith("/api/") and request.headers.get("Authorization") != f"Bearer {self.token}":
                raise ApiError(401, "UNAUTHENTICATED", "Invalid access token.")
            self.clock.catch_up()
            return self._routes.answer(request)
