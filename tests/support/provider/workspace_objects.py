"""``databricks_notebook`` and ``databricks_workspace_file``: a local file, or text, put into the workspace."""

from __future__ import annotations

import base64
import hashlib
import posixpath
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.support.provider.client import ApiError, Client
from tests.support.provider.resource import Problem, Resource
from tests.support.provider.values import UNKNOWN, Values

_LANGUAGES = {".py": "PYTHON", ".r": "R", ".scala": "SCALA", ".sql": "SQL"}
_IMPORT = "/api/2.0/workspace/import"


class _Object(Resource):
    replaced_by = ("path",)

    def validate(self, config: Values) -> Iterator[Problem]:
        path, source = config["path"], config["source"]
        if isinstance(path, str) and path.startswith("dbfs:"):
            yield Problem("Remove dbfs: prefix", at=("path",))
        elif isinstance(path, str) and posixpath.normpath(path) != path:
            yield Problem("Clean path required", at=("path",))
        if isinstance(source, str) and not Path(source).is_file():
            yield Problem(f"File {source} does not exist", at=("source",))

    def plan(self, config: Values, prior: Values | None) -> Values:
        plan = super().plan(config, prior)
        plan["md5"] = UNKNOWN if UNKNOWN in (config["source"], config["content_base64"]) else _md5(_content(config))
        return plan

    def create(self, client: Client, plan: Values, config: Values) -> Values:
        try:
            self.put(client, plan)
        except ApiError as error:
            if error.status != 404:
                raise
            self._make_parent(client, plan["path"])
            self.put(client, plan)
        return self.read(client, plan | {"id": plan["path"]}) or plan

    def update(self, client: Client, plan: Values, config: Values) -> Values:
        self.put(client, plan)
        return self.read(client, plan) or plan

    def read(self, client: Client, state: Values) -> Values | None:
        try:
            status = client.get("/api/2.0/workspace/get-status", path=state["id"])
        except ApiError as error:
            if error.is_missing:
                return None
            raise
        path = status["path"]
        read = {name: status[name] for name in ("language", "object_id", "object_type") if name in state | status}
        return state | {
            **{name: value for name, value in read.items() if name in state},
            "path": path,
            "url": f"{client.host}/#workspace{path}",
            "workspace_path": f"/Workspace{path}",
        }

    def delete(self, client: Client, state: Values) -> None:
        try:
            client.post("/api/2.0/workspace/delete", {"path": state["id"], "recursive": False})
        except ApiError as error:
            if not error.is_missing:
                raise

    @abstractmethod
    def put(self, client: Client, plan: Values) -> None: ...

    def _make_parent(self, client: Client, path: str) -> None:
        parent = posixpath.dirname(path)
        try:
            client.get("/api/2.0/workspace/get-status", path=parent)
        except ApiError as error:
            if not error.is_missing:
                raise
            client.post("/api/2.0/workspace/mkdirs", {"path": parent})


class Notebook(_Object):
    name = "databricks_notebook"

    def validate(self, config: Values) -> Iterator[Problem]:
        yield from super().validate(config)
        if config["content_base64"] is not None and config["language"] is None:
            yield Problem(
                "Missing required argument",
                "content_base64: all of `content_base64,language` must be specified",
                ("content_base64",),
            )

    def put(self, client: Client, plan: Values) -> None:
        suffix = Path(plan["source"] or "").suffix.lower()
        body = {
            "content": base64.b64encode(_content(plan)).decode(),
            "format": plan["format"] or ("JUPYTER" if suffix == ".ipynb" else "SOURCE"),
            "language": plan["language"] or _LANGUAGES.get(suffix),
            "overwrite": True,
            "path": plan["path"],
        }
        client.post(_IMPORT, {name: value for name, value in body.items() if value is not None})


class WorkspaceFile(_Object):
    name = "databricks_workspace_file"

    def put(self, client: Client, plan: Values) -> None:
        boundary = uuid4().hex
        fields = {"path": plan["path"], "format": "RAW", "overwrite": "true"}
        parts = [_part(boundary, name, value.encode()) for name, value in fields.items()]
        parts.append(_part(boundary, "content", _content(plan), filename="content"))
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        client.send(_IMPORT, body, f"multipart/form-data; boundary={boundary}")


def _part(boundary: str, name: str, content: bytes, filename: str = "") -> bytes:
    told = f'; filename="{filename}"' if filename else ""
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode() + content + b"\r\n"


def _content(values: Values) -> bytes:
    source: Any = values["source"]
    return Path(source).read_bytes() if source else base64.b64decode(values["content_base64"] or "")


def _md5(content: bytes) -> str:
    return hashlib.md5(content).hexdigest()
