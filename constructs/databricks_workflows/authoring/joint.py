"""Nodes that become nothing: what stands before them comes before what stands after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Node


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

    def __init__(self, scope: Any, name: str, arguments: Mapping[str, Any], lost: Lost | None = None) -> None:
        self.lost = lost
        super().__init__(scope, name, dict(arguments), None)
