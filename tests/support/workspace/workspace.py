"""The workspace as tests hold it."""

from __future__ import annotations

import threading
from datetime import datetime
from types import TracebackType
from typing import Self

from .account import Account
from .calls import Json, Raw, Request, Routes
from .clock import MONDAY, Clock
from .errors import ApiError
from .files import Files
from .jobs import Jobs
from .permissions import Permissions
from .server import Server
from .trouble import Rule, Trouble

WORKSPACE_ID = 900_800_700_600


class Workspace:
    """A Databricks workspace on this machine: ``with Workspace() as workspace:`` serves ``workspace.url``."""

    def __init__(
        self,
        *,
        port: int = 0,
        speed: float = 0,
        start: datetime = MONDAY,
        user: str = "tester@example.com",
        token: str = "dapi-of-tests",
    ) -> None:
        self.token, self.user, self.workspace_id = token, user, WORKSPACE_ID
        self.lock = threading.RLock()
        self.clock = Clock(start, speed)
        self.trouble = Trouble()
        self.requests: list[Request] = []
        self._jobs = Jobs(self.clock, user)
        self.permissions = Permissions(self._jobs)
        self.files = Files(self.clock, user)
        self.account = Account(user)
        parts = (self._jobs, self.permissions, self.files, self.account)
        self._routes = Routes(route for part in parts for route in part.routes())
        self._server = Server(port, self._answer, self._trouble_of, {"X-Databricks-Org-Id": str(WORKSPACE_ID)})
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

    def calls(self, method: str, path: str) -> list[Request]:
        """The requests so far whose path ends so."""
        return [each for each in self.requests if each.method == method and each.path.endswith(path)]

    def delete_job(self, job_id: int) -> None:
        """A job that somebody else deletes."""
        with self.lock:
            self._jobs.remove(job_id)

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
