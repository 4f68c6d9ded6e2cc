"""Notebooks, files and folders of the workspace."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, normpath, splitext

from tests.support.workspace.calls import Call, Json, Raw, Route
from tests.support.workspace.clock import Clock
from tests.support.workspace.errors import ApiError, invalid, missing

LARGEST = 10 * 1024 * 1024
_LANGUAGES = {".py": "PYTHON", ".sql": "SQL", ".scala": "SCALA", ".r": "R", ".ipynb": "PYTHON"}
_HEADERS = ("# Databricks notebook source", "-- Databricks notebook source", "// Databricks notebook source")


@dataclass
class File:
    """A notebook (which has a language), a file or a folder."""

    path: str
    object_id: int
    kind: str
    modified: int
    content: bytes = b""
    language: str | None = None

    def answer(self) -> Json:
        found: Json = {
            "path": self.path,
            "object_type": self.kind,
            "object_id": self.object_id,
            "resource_id": str(self.object_id),
        }
        if self.language:
            found["language"] = self.language
        if self.kind != "DIRECTORY":
            found |= {"created_at": self.modified, "modified_at": self.modified}
        if self.kind == "FILE":
            found["size"] = len(self.content)
        return found


class Files:
    """Everything by path; ``/Workspace/x`` is ``/x``."""

    def __init__(self, clock: Clock, user: str) -> None:
        self._clock = clock
        self._last_id = 3_190_000_000_000
        self.all: dict[str, File] = {}
        for path in ("/", f"/Users/{user}", "/Shared", "/Repos"):
            self._make_folder(path)

    def routes(self) -> Iterator[Route]:
        yield "POST", "/api/2.0/workspace/import", self.import_
        yield "GET", "/api/2.0/workspace/get-status", self.get_status
        yield "GET", "/api/2.0/workspace/list", self.list
        yield "GET", "/api/2.0/workspace/export", self.export
        yield "POST", "/api/2.0/workspace/mkdirs", self.mkdirs
        yield "POST", "/api/2.0/workspace/delete", self.delete

    def import_(self, call: Call) -> Json:
        path, wanted = _path(call), call.get("format", "SOURCE")
        try:
            content = base64.b64decode(call.get("content", ""), validate=True)
        except (binascii.Error, ValueError):
            raise ApiError(400, "MALFORMED_REQUEST", "The content is no base64.") from None
        if len(content) > LARGEST:
            raise ApiError(
                400, "MAX_NOTEBOOK_SIZE_EXCEEDED", f"File size imported is ({len(content)} bytes), exceeded."
            )
        path, language = _as_imported(path, content, wanted, call.get("language"))
        parent = self.all.get(dirname(path))
        if parent is None or parent.kind != "DIRECTORY":
            raise missing(f"The parent folder ({dirname(path)}) does not exist.")
        kind = "NOTEBOOK" if language else "FILE"
        before = self.all.get(path)
        if before and before.kind != kind:
            raise invalid(f"Cannot overwrite the asset {path} due to type mismatch ({before.kind}, {kind}).")
        if before and not call.flag("overwrite"):
            raise ApiError(400, "RESOURCE_ALREADY_EXISTS", f"Path ({path}) already exists.")
        object_id = before.object_id if before else self._next_id()
        self.all[path] = File(path, object_id, kind, self._clock.milliseconds, content, language)
        return {}

    def get_status(self, call: Call) -> Json:
        return self._find(call).answer()

    def list(self, call: Call) -> Json:
        found = self._find(call)
        if found.kind != "DIRECTORY":
            return {"objects": [found.answer()]}
        inside = [each for path, each in sorted(self.all.items()) if dirname(path) == found.path and path != "/"]
        return {"objects": [each.answer() for each in inside]} if inside else {}

    def export(self, call: Call) -> Json | Raw:
        found = self._find(call)
        if found.kind == "DIRECTORY":
            raise invalid(f"{found.path} is a directory, which can only be exported as DBC.")
        if call.flag("direct_download"):
            return Raw(found.content)
        kind = splitext(found.path)[1].removeprefix(".") or (found.language or "").lower()
        return {"content": base64.b64encode(found.content).decode(), "file_type": kind}

    def mkdirs(self, call: Call) -> Json:
        self._make_folder(_path(call))
        return {}

    def delete(self, call: Call) -> Json:
        found = self._find(call)
        inside = [path for path in self.all if path.startswith(f"{found.path}/")]
        if inside and not call.flag("recursive"):
            raise ApiError(400, "DIRECTORY_NOT_EMPTY", f"Folder ({found.path}) is not empty")
        for path in (*inside, found.path):
            del self.all[path]
        return {}

    def _find(self, call: Call) -> File:
        path = _path(call)
        if path not in self.all:
            raise missing(f"Path ({path}) doesn't exist.")
        return self.all[path]

    def _make_folder(self, path: str) -> None:
        if path != "/":
            self._make_folder(dirname(path))
        before = self.all.get(path)
        if before and before.kind != "DIRECTORY":
            raise ApiError(400, "RESOURCE_ALREADY_EXISTS", f"The path ({path}) is no folder.")
        if not before:
            self.all[path] = File(path, self._next_id(), "DIRECTORY", self._clock.milliseconds)

    def _next_id(self) -> int:
        self._last_id += 1_009
        return self._last_id


def _path(call: Call) -> str:
    path = str(call.need("path"))
    if not path.startswith("/"):
        raise invalid(f"Path ({path}) should start with '/'")
    path = normpath(path)
    return path.removeprefix("/Workspace") if path.startswith("/Workspace/") else path


def _as_imported(path: str, content: bytes, wanted: str, language: str | None) -> tuple[str, str | None]:
    """Where an import goes, and the language if it becomes a notebook."""
    stem, extension = splitext(path)
    guessed = _LANGUAGES.get(extension.lower())
    if wanted == "RAW":
        return path, None
    if wanted == "AUTO":
        is_notebook = extension.lower() == ".ipynb" or content.decode(errors="replace").startswith(_HEADERS)
        return (stem, guessed) if guessed and is_notebook else (path, None)
    if wanted == "JUPYTER":
        return path, language or "PYTHON"
    if wanted != "SOURCE":
        raise invalid(f"Format {wanted} is not supported.")
    if not language:
        raise invalid(f"The language is required to import {basename(path)} as SOURCE.")
    return path, language
