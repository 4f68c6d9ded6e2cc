"""Plain authoring objects become constructs of a stack: the same nodes and edges, in the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from databricks_workflows import authoring
from databricks_workflows.authoring import Node, Scope
from databricks_workflows.authoring._node import Edge
from databricks_workflows.authoring.joint import edges_into
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.cdk._cdk import Construct
from databricks_workflows.cdk.groups import DAG, DatabricksWorkflowTaskGroup, TaskGroup
from databricks_workflows.cdk.tasks import (
    DatabricksNotebookOperator,
    DatabricksSensor,
    DatabricksTaskOperator,
    Joint,
    Mail,
)
from databricks_workflows.diagnostics import Place

# The workflow group is a task group too: the narrower class comes first.
_CONSTRUCTS: tuple[tuple[type[Node], type[Any]], ...] = (
    (authoring.DatabricksWorkflowTaskGroup, DatabricksWorkflowTaskGroup),
    (authoring.TaskGroup, TaskGroup),
    (authoring.DatabricksNotebookOperator, DatabricksNotebookOperator),
    (authoring.DatabricksTaskOperator, DatabricksTaskOperator),
    # What a subclass converted itself is a task of any type, whatever it was made from.
    (WorkflowTask, DatabricksTaskOperator),
    (authoring.DatabricksSensor, DatabricksSensor),
    (authoring.DAG, DAG),
)


def adopt(scope: Construct, roots: Sequence[Node]) -> None:
    """Make a construct of every node below ``roots``, at the place where the author wrote it."""
    made: dict[int, Node] = {}

    def enter(node: Node, parent: Any) -> None:
        construct = made[id(node)] = _construct(node, parent)
        if isinstance(node, Scope):
            for member in node.members:
                enter(member, construct)

    for root in roots:
        enter(root, scope)
    for root in roots:
        _join(root, made)


def _construct(node: Node, parent: Any) -> Any:
    """A construct with everything that its author said of the plain object, also of a subclass."""
    if isinstance(node, authoring.Mail):
        construct: Any = Mail(parent, node.name, node.to, node.arguments)
    elif isinstance(node, authoring.Joint):
        construct = Joint(parent, node.name, node.arguments, node.lost)
    else:
        kind = next(made for plain, made in _CONSTRUCTS if isinstance(node, plain) and node.kind == made.kind)
        construct = kind(parent, node.name, **node.given())
        if isinstance(node, WorkflowTask):
            construct.in_workflow = node.in_workflow
    construct.origin = node.origin
    construct.findings = [replace(each, place=Place(construct.path, each.place.origin)) for each in node.findings]
    return construct


def _join(node: Node, made: dict[int, Node]) -> None:
    made[id(node)].incoming += [
        Edge(made[id(edge.upstream)], made[id(node)], edge.outcome, edge.origin)
        for edge in edges_into(node, lambda joint: id(joint) not in made)
        if id(edge.upstream) in made
    ]
    if isinstance(node, Scope):
        for member in node.members:
            _join(member, made)
