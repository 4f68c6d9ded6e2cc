"""Where local files go in the workspace (M15): each becomes a resource beside the job, and the task refers to it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from databricks_workflows.model.beside import Beside
from databricks_workflows.model.local_files import LocalFile, Notebook
from databricks_workflows.resolve.addresses import slug
from databricks_workflows.resolve.connections import Connection
from databricks_workflows.resolve.draft import Tasks
from databricks_workflows.resolve.settings import Settings

ASSETS = "assets"
"""The folder beside a document that holds the local files."""


def place_files(
    job: Mapping[str, Any], tasks: Tasks, connection: Connection, settings: Settings
) -> tuple[dict[str, Any], Tasks]:
    """Put a reference to what will be in the workspace in the place of every local file."""

    def placed(value: Any) -> Any:
        if isinstance(value, LocalFile):
            return _placed(value, connection, settings)
        if isinstance(value, Beside):
            return _of_connection(value, connection)
        if isinstance(value, Mapping):
            return {name: placed(each) for name, each in value.items()}
        return [placed(each) for each in value] if isinstance(value, list) else value

    return placed(job), tuple(replace(task, fields=placed(task.fields)) for task in tasks)


def _placed(file: LocalFile, connection: Connection, settings: Settings) -> Beside:
    name = PurePosixPath(*(part for part in PurePosixPath(file.name).parts if part not in ("/", "..")))
    if PurePosixPath(file.name).is_absolute():
        name = PurePosixPath(name.name)
    target = file.path or str(PurePosixPath("/Shared", settings.stack, name))
    if isinstance(file, Notebook) and file.path is None:
        target = str(PurePosixPath(target).with_suffix(""))
    arguments: dict[str, Any] = {"path": target}
    if file.text is not None:
        arguments["content_base64"] = base64.b64encode(file.text.encode()).decode()
    else:
        # No file's name becomes an expression of Terraform.
        arguments["source"] = f"${{path.module}}/{ASSETS}/{re.sub(r'[$%](?={)', '_', str(name))}"
    shown = f"/Workspace{target}" if not target.startswith("/Workspace/") else target
    address = slug(target.removeprefix("/Workspace").removeprefix(f"/Shared/{settings.stack}").strip("/"))
    made = Beside("resource", file.kind, address, arguments, file.attribute, shown, file.source)
    return _of_connection(made, connection)


def _of_connection(value: Beside, connection: Connection) -> Beside:
    """The same in the workspace of the job's connection, under a name of its own."""
    if connection.alias is None or "provider" in value.arguments:
        return value
    arguments = {**value.arguments, "provider": f"databricks.{connection.alias}"}
    address = f"{connection.alias}_{value.address}"
    return Beside(value.block, value.kind, address, arguments, value.attribute, value.shown, value.source)
