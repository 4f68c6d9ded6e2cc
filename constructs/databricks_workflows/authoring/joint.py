"""Nodes that become nothing: what stands before them comes before what stands after them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from databricks_workflows.authoring._node import Edge, Node
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup
from databricks_workflows.authoring.sensor import DatabricksSensor
from databricks_workflows.model._base import shown


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


class Mail(Joint):
    """A mail once what stands before it has ended.

    Args:
        scope: the DAG or group it stands in.
        name: its id.
        to: whom it is sent to.
        arguments: what else was given, by argument name.
    """

    kind: ClassVar[str] = "mail"

    def __init__(self, scope: Any, name: str, to: Sequence[str], arguments: Mapping[str, Any] | None = None) -> None:
        self.to = tuple(to)
        super().__init__(scope, name, arguments)


def becomes_nothing(node: Node) -> bool:
    """True for what only hands on the order of others: a joint, a sensor, a workflow that the DAG does not run."""
    return isinstance(node, Joint | DatabricksSensor) or (
        isinstance(node, DatabricksWorkflowTaskGroup) and not node.runs
    )


def edges_into(node: Node, dissolves: Callable[[Node], bool] = becomes_nothing) -> Iterator[Edge]:
    """What a node waits for; what dissolves passes on what it waits for itself, and under which rule."""
    ahead = list(reversed(node.incoming))
    seen = set()  # the ways through what dissolves may be countless
    while ahead:
        edge = ahead.pop()
        between = edge.upstream
        if not dissolves(between):
            yield edge
        elif (id(between), edge.rule, edge.origin) not in seen:
            seen.add((id(between), edge.rule, edge.origin))
            rule = edge.rule or rule_of(between)
            ahead += (
                Edge(before.upstream, node, before.outcome, edge.origin, rule or before.rule)
                for before in reversed(between.incoming)
            )


def rule_of(node: Node) -> str | None:
    """The trigger rule of a node; None where it is Airflow's own default, which says nothing."""
    rule = node.arguments.get("trigger_rule")
    text = rule_text(rule)
    return None if rule is None or text == "all_success" else text


def rule_text(rule: Any) -> str:
    """A trigger rule as text, also of Airflow's enumeration."""
    word = getattr(rule, "value", rule)
    return word.lower() if isinstance(word, str) else shown(word)
