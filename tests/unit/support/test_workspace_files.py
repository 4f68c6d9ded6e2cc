"""Notebooks, files, the account and the server itself of the workspace for tests."""

from __future__ import annotations

import base64
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import BadRequest, NotFound, ResourceAlreadyExists, ResourceDoesNotExist, Unauthenticated
from databricks.sdk.service.workspace import ExportFormat, ImportFormat, Language, ObjectType

from tests.support.workspace import Workspace

ROOT = Path(__file__).parents[3]
NOTEBOOK = b"# Databricks notebook source\nprint(1)\n"
BYTES = bytes(range(256)) * 40 + b"\r\n--x\r\n\n"


@pytest.mark.parametrize(
    ("path", "content", "format", "language", "kept_as"),
    [
        ("/Shared/a", NOTEBOOK, ImportFormat.SOURCE, Language.PYTHON, ("/Shared/a", ObjectType.NOTEBOOK)),
        ("/Shared/a.py", NOTEBOOK, ImportFormat.AUTO, None, ("/Shared/a", ObjectType.NOTEBOOK)),
        ("/Shared/a.py", b"print(1)", ImportFormat.AUTO, None, ("/Shared/a.py", ObjectType.FILE)),
        ("/Shared/a.ipynb", b"{}", ImportFormat.AUTO, None, ("/Shared/a", ObjectType.NOTEBOOK)),
        ("/Shared/a", b"{}", ImportFormat.JUPYTER, None, ("/Shared/a", ObjectType.NOTEBOOK)),
        ("/Shared/a.whl", BYTES, ImportFormat.RAW, None, ("/Shared/a.whl", ObjectType.FILE)),
        ("/Workspace/Shared/a.whl", BYTES, ImportFormat.AUTO, None, ("/Shared/a.whl", ObjectType.FILE)),
    ],
)
@pytest.mark.parametrize("multipart", [True, False])
def test_import(
    path: str,
    content: bytes,
    format: ImportFormat,
    language: Language | None,
    kept_as: tuple[str, ObjectType],
    multipart: bool,
    client: WorkspaceClient,
) -> None:
    if multipart:
        client.workspace.upload(path, content, format=format, language=language)
    else:
        client.workspace.import_(path, content=base64.b64encode(content).decode(), format=format, language=language)
    found = client.workspace.get_status(kept_as[0])
    assert (found.path, found.object_type) == kept_as
    assert client.workspace.download(kept_as[0]).read() == content
    exported = client.workspace.export(kept_as[0], format=ExportFormat.SOURCE)
    assert base64.b64decode(exported.content or "") == content


def test_a_folder_must_exist_and_a_file_is_not_overwritten_by_chance(client: WorkspaceClient) -> None:
    path = "/Shared/deep/er/a.txt"
    with pytest.raises(ResourceDoesNotExist, match="The parent folder"):
        client.workspace.upload(path, b"1", format=ImportFormat.RAW)
    client.workspace.mkdirs("/Shared/deep/er")
    client.workspace.upload(path, b"1", format=ImportFormat.RAW)
    with pytest.raises(ResourceAlreadyExists):
        client.workspace.upload(path, b"2", format=ImportFormat.RAW)
    client.workspace.upload(path, b"2", format=ImportFormat.RAW, overwrite=True)
    assert client.workspace.download(path).read() == b"2"
    assert [each.path for each in client.workspace.list("/Shared", recursive=True)] == [path]
    with pytest.raises(BadRequest, match="is not empty"):
        client.workspace.delete("/Shared/deep")
    client.workspace.delete("/Shared/deep", recursive=True)
    with pytest.raises(ResourceDoesNotExist):
        client.workspace.get_status(path)


def test_who_one_is_and_where(workspace: Workspace, client: WorkspaceClient) -> None:
    assert client.current_user.me().user_name == workspace.user
    assert client.get_workspace_id() == workspace.workspace_id


def test_warehouses_are_found_by_name(workspace: Workspace, client: WorkspaceClient) -> None:
    warehouse_id = workspace.account.add_warehouse("Shared")
    assert [(each.id, each.name) for each in client.warehouses.list()] == [(warehouse_id, "Shared")]
    assert client.warehouses.get(warehouse_id).name == "Shared"
    with pytest.raises(ResourceDoesNotExist):
        client.warehouses.get("other")


def test_the_host_tells_of_itself_where_a_test_says_what(workspace: Workspace) -> None:
    workspace.account.host_metadata = {"workspace_id": "5", "oidc_endpoint": f"{workspace.url}/oidc"}
    assert workspace.client().config.workspace_id == "5"


def test_another_token_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Unauthenticated):
        WorkspaceClient(host=workspace.url, token="other").current_user.me()


def test_what_nobody_serves(client: WorkspaceClient) -> None:
    with pytest.raises(NotFound, match="No API found for 'GET"):
        client.api_client.do("GET", "/api/2.0/clusters/list")


def test_serves_as_a_process_until_told_to_stop(tmp_path: Path) -> None:
    file = tmp_path / "env"
    command = [sys.executable, "-m", "tests.support.workspace", "--port", "0", "--env-file", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        lines = dict(line.split("=", 1) for line in file.read_text().splitlines())
        assert lines["DATABRICKS_HOST"] == url
        client = WorkspaceClient(host=url, token=lines["DATABRICKS_TOKEN"])
        assert client.current_user.me().active
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
