"""Calls to the workspace."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from functools import cached_property
from http.client import HTTPMessage
from typing import Any

from tests.support.provider.credentials import Credentials

_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_SECONDS = 65
ME = "/api/2.0/preview/scim/v2/Me"


class ApiError(Exception):
    """The workspace refused, with its own message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    @property
    def is_missing(self) -> bool:
        return self.status == 404 or (self.status == 400 and "does not exist" in self.message)


class Client:
    """A workspace: calls by method and path, and who calls."""

    def __init__(self, credentials: Credentials) -> None:
        self.host = credentials.host
        self._token = credentials.token
        self._workspace_id = ""

    def find_workspace(self) -> None:
        """Ask the host who it is; it need not say."""
        if not self.host:
            return
        try:
            answer, _ = self._call("GET", "/.well-known/databricks-config")
        except (ApiError, OSError):
            return
        self._workspace_id = str(answer.get("workspace_id") or "")

    def get(self, url: str, **query: Any) -> Any:
        asked = urllib.parse.urlencode(query)
        return self._checked("GET", f"{url}?{asked}" if asked else url)[0]

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._checked("POST", path, body)[0]

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._checked("PUT", path, body)[0]

    def send(self, path: str, content: bytes, content_type: str) -> Any:
        return self._checked("POST", path, content, content_type)[0]

    @property
    def workspace_id(self) -> str:
        return self._workspace_id or self._me[1].get("X-Databricks-Org-Id", "")

    @property
    def user(self) -> str:
        name: str = self._me[0]["userName"]
        return name

    @cached_property
    def _me(self) -> tuple[Any, HTTPMessage]:
        return self._checked("GET", ME)

    def _checked(
        self, method: str, path: str, body: Any = None, content_type: str = "application/json"
    ) -> tuple[Any, HTTPMessage]:
        if not (self.host and self._token):
            raise ApiError(401, "default auth: cannot configure default credentials: give host and token, or a profile")
        try:
            return self._call(method, path, body, content_type)
        except OSError as error:
            raise ApiError(0, f"{method} {self.host}{path}: {error}") from error

    def _call(
        self, method: str, path: str, body: Any = None, content_type: str = "application/json"
    ) -> tuple[Any, HTTPMessage]:
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.host + path, content, method=method)
        request.add_header("Content-Type", content_type)
        request.add_header("User-Agent", "databricks-tf-provider/1.128.0 (tests) auth/pat terraform")
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        if self._workspace_id:
            request.add_header("X-Databricks-Workspace-Id", self._workspace_id)
        try:
            with _NO_PROXY.open(request, timeout=_SECONDS) as answer:
                return json.loads(answer.read() or b"{}"), answer.headers
        except urllib.error.HTTPError as error:
            raise ApiError(error.code, _message(error)) from None


def _message(error: urllib.error.HTTPError) -> str:
    text = error.read().decode(errors="replace")
    try:
        return str(json.loads(text)["message"])
    except (ValueError, KeyError, TypeError):
        return text or f"{error.code} {error.reason}"
