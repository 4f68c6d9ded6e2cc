"""Connection ids as providers (M10)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup, FrozenSensor, FrozenTask
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.hosts import host_of
from databricks_workflows.resolve.settings import Settings
from databricks_workflows.rules import CONNECTION_DIFFERS, SETTING_READ, WRONG_TYPE

DEFAULT = "databricks_default"
"""The connection that is the plain provider, configured by the standard environment variables."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A provider to be: its alias (None for the default one) and its settings."""

    conn_id: str
    alias: str | None
    arguments: Mapping[str, Any]


def connection_of(group: FrozenGroup, found: Diagnostics) -> str:
    """The workflow's connection id; a task's own is only looked at."""
    own = group.arguments.get("databricks_conn_id", DEFAULT)
    if not isinstance(own, str) or not own:
        summary = f"workflow {group.name!r}: databricks_conn_id is {shown(own)}, expected the id of a connection"
        found.add(WRONG_TYPE, group.place, summary, f"leave it out for {DEFAULT}", near=("databricks_conn_id",))
        own = DEFAULT
    nodes: list[tuple[str, FrozenTask | FrozenSensor]] = [
        *(("task", task) for task in group.tasks),
        *(("sensor", sensor) for sensor in group.sensors),
    ]
    for kind, node in nodes:
        rungs = node.defaults if isinstance(node, FrozenTask) else ()
        other = next(
            (rung["databricks_conn_id"] for rung in (node.arguments, *rungs) if "databricks_conn_id" in rung), own
        )
        if other != own:
            found.add(
                CONNECTION_DIFFERS,
                node.place,
                f"{kind} {node.name!r}: its connection {shown(other)} is not that of its workflow, {own!r}, which is "
                "used",
                "take it away here, or write a workflow of its own for the other workspace",
                near=("databricks_conn_id",),
            )
    return own


def resolve_connection(conn_id: str, settings: Settings, place: Place, found: Diagnostics) -> Connection:
    """Settings from the stack, else the host of ``AIRFLOW_CONN_<ID>``, else a profile of the connection's name.

    Only the host is read from the environment: what else an Airflow connection holds is a secret.
    """
    alias = None if conn_id == DEFAULT else re.sub(r"\W", "_", conn_id)
    if alias and alias[0].isdigit():
        alias = f"_{alias}"
    if conn_id in settings.connections:
        return Connection(conn_id, alias, dict(settings.connections[conn_id]))
    variable = f"AIRFLOW_CONN_{conn_id.upper()}"
    host = _host(settings.environ.get(variable, ""))
    if host:
        found.add(
            SETTING_READ,
            place,
            f"connection {conn_id!r}: its host {host} was read from {variable}",
            "give it in the stack's connections= to make the document independent of the environment",
        )
        return Connection(conn_id, alias, {"host": host})
    return Connection(conn_id, alias, {} if alias is None else {"profile": conn_id})


def _host(value: str) -> str | None:
    """The host of an Airflow connection, in its JSON or its URI form."""
    if value.lstrip().startswith("{"):
        try:
            value = str(json.loads(value).get("host") or "")
        except ValueError:
            return None
    host = host_of(value)
    return f"https://{host}" if host else None
