"""Looking around in the author's objects while they are frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._scope import Scope
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.authoring.joint import edges_into
from databricks_workflows.diagnostics import Place


def place_of(node: Node) -> Place:
    """Where the author wrote it."""
    return Place(node.path, node.origin)


def with_all_below(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes and everything in them, in the order of writing."""
    for node in nodes:
        yield node
        if isinstance(node, Scope):
            yield from with_all_below(node.members)


def workflows_in(
    members: Iterable[Node], names: tuple[str, ...] = ()
) -> Iterator[tuple[DatabricksWorkflowTaskGroup, tuple[str, ...]]]:
    """The workflow groups, also those inside plain groups, with the path that names the job."""
    for member in members:
        if isinstance(member, DatabricksWorkflowTaskGroup):
            yield member, (*names, member.name)
        elif isinstance(member, TaskGroup):
            yield from workflows_in(member.members, (*names, member.name) if member.prefix_group_id else names)


def workflow_around(node: Node) -> DatabricksWorkflowTaskGroup | None:
    """The workflow that a node stands in; None for what stands outside of any.

    A workflow inside another, which is told as an error, is no more than a part of the outer one.
    """
    at: Any = node.scope
    found: DatabricksWorkflowTaskGroup | None = None
    while isinstance(at, Node):
        if isinstance(at, DatabricksWorkflowTaskGroup):
            found = at
        at = at.scope
    return found


def workflow_of(node: Node) -> DatabricksWorkflowTaskGroup | None:
    """The workflow that a node is or stands in."""
    return workflow_around(node) or (node if isinstance(node, DatabricksWorkflowTaskGroup) else None)


def comes_after(node: Node, group: Node) -> bool:
    """True where a node waits for the group as a whole."""
    return any(edge.upstream is group for edge in edges_into(node))
