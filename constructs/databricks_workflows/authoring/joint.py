"""Nodes that become nothing: what stands before them comes before what stands after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Edge, Node


@dataclass(frozen=True, slots=True)
class Lost:
    """What is lost with a node, and what to write instead."""

    what: str
    remedy: str


class Joint(Node):
    """A node that holds edges together.

    Args:
        scope: the DAG or group it stands in.
        name: its id.
        arguments: what was given, by argument name.
        lost: what is lost with it; None where nothing is.
    """

    kind: ClassVar[str] = "operator"

    def __init__(
        self, scope: Any, name: str, arguments: Mapping[str, Any] | None = None, lost: Lost | None = None
    ) -> None:
        self.lost = lost
        super().__init__(scope, name, dict(arguments or {}), None)


def edges_into(
    node: Node, dissolves: Callable[[Joint], bool] = lambda _: True, seen: frozenset[int] = frozenset()
) -> Iterator[Edge]:
    """What a node waits for; a joint that dissolves passes on what it waits for itself."""
    for edge in node.incoming:
        if not isinstance(edge.upstream, Joint) or not dissolves(edge.upstream):
            yield edge
        elif id(edge.upstream) not in seen:
            for before in edges_into(edge.upstream, dissolves, seen | {id(edge.upstream)}):
                yield Edge(before.upstream, node, before.outcome, edge.origin)
