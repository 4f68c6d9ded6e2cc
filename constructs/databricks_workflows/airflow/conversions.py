"""Operators that say themselves which task of a workflow they are: an overridden conversion is called as the provider
does, and its result taken as the task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.airflow.foreign import Operator
from databricks_workflows.airflow.ids import airflow_id
from databricks_workflows.airflow.operators import InWorkflow
from databricks_workflows.authoring import DatabricksWorkflowTaskGroup, Node, Scope
from databricks_workflows.authoring._node import Edge
from databricks_workflows.authoring._scope import misplaced
from databricks_workflows.authoring._walk import with_all_below
from databricks_workflows.authoring.task import WorkflowTask

# The provider's name, and its predecessor's.
_NAMES = ("_convert_to_databricks_workflow_task", "convert_to_databricks_workflow_task")
_GIVEN_LATER = ("task_key", "depends_on")
_WORK = ("task_config", "notebook_path", "source", "notebook_params", "notebook_packages")


def take_conversions(roots: Iterable[Node]) -> None:
    """Convert what has a conversion of its own in every workflow; keys and dependencies are given to it later."""
    nodes = list(with_all_below(roots))
    for group in nodes:
        if isinstance(group, DatabricksWorkflowTaskGroup):
            members = [node for node in with_all_below(group.members) if not isinstance(node, Scope)]
            ids = {airflow_id(node): node for node in members}
            launch = f"{airflow_id(group)}.launch"
            for node in members:
                convert = _conversion(node)
                if convert is not None:
                    made = convert([launch, *ids], ids)
                    if not isinstance(made, Mapping):
                        raise misplaced(f"the conversion of {node.name!r} gives {made!r}", "return a dict", node.origin)
                    _take(node, {name: value for name, value in made.items() if name not in _GIVEN_LATER}, nodes)


def _conversion(node: Node) -> Any:
    """The conversion that a class of somebody's own has; None for one that is left to this package."""
    for name in _NAMES:
        own = getattr(type(node), name, None)
        if own is not None and own is not InWorkflow._convert_to_databricks_workflow_task:
            return getattr(node, name)
    return None


def _take(node: Node, config: dict[str, Any], nodes: list[Node]) -> None:
    if isinstance(node, WorkflowTask):
        node.arguments = {name: value for name, value in node.arguments.items() if name not in _WORK}
        node.arguments["task_config"] = config
        node.kind = "task"  # type: ignore[misc]
    elif isinstance(node, Operator):
        _replace(node, config, nodes)


def _replace(operator: Operator, config: dict[str, Any], nodes: list[Node]) -> None:
    """A task in the place of an operator that the provider does not know."""
    scope = operator.scope
    assert scope is not None
    at = scope.members.index(operator)
    task = authoring.DatabricksTaskOperator(scope, operator.name, task_config=config)
    scope.members.remove(task)
    scope.members[at] = task
    task.origin = operator.origin
    task.incoming = [Edge(edge.upstream, task, edge.outcome, edge.origin) for edge in operator.incoming]
    for node in _others(nodes, operator, task):
        node.incoming = [
            Edge(task, edge.downstream, edge.outcome, edge.origin) if edge.upstream is operator else edge
            for edge in node.incoming
        ]


def _others(nodes: Iterable[Node], gone: Node, come: Node) -> Iterator[Node]:
    yield come
    yield from (node for node in nodes if node is not gone)
