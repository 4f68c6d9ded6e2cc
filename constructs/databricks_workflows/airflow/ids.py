"""Ids as Airflow has them: with the ids of the groups around, joined by dots."""

from __future__ import annotations

from typing import Any

from databricks_workflows.authoring import Node, TaskGroup
from databricks_workflows.authoring.joint import edges_into


def airflow_id(node: Node) -> str:
    """The id of a task or group; a group that prefixes nothing takes the outer prefixes away as well."""
    names = [node.name]
    at: Any = node.scope
    while isinstance(at, TaskGroup) and at.prefix_group_id:
        names.insert(0, at.name)
        at = at.scope
    return ".".join(names)


def upstream_ids(node: Node) -> set[str]:
    """The ids of what a node waits for, as far as it was written by then."""
    return {airflow_id(edge.upstream) for edge in edges_into(node)}
