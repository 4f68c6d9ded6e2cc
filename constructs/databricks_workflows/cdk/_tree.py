"""How the authoring objects enter the tree: the one place where a construct is born."""

from __future__ import annotations

from typing import Any

from databricks_workflows.authoring import Node, Scope
from databricks_workflows.authoring._scope import misplaced
from databricks_workflows.cdk._cdk import Construct, TerraformStack
from databricks_workflows.cdk.workflows import StackWorkflows


class InTree(Node):
    """Makes an authoring object a construct as well: same arguments, same edges, and a node in the tree."""

    workflows: StackWorkflows

    def _scope(self, explicit: Any) -> Scope | None:
        if isinstance(explicit, Construct) and not isinstance(explicit, Scope):
            # A plain stack or construct: the nearest scope around it holds the node, if there is one.
            around = [each for each in explicit.node.scopes if isinstance(each, Scope)]
            return around[-1] if around else None
        scope = super()._scope(explicit)
        if scope is None:
            raise misplaced(
                f"{self.kind} {self.name!r} stands in no stack",
                f"give the stack: {type(self).__name__}(self, {self.name!r}, ...), or write it inside `with stack:`",
                self.origin,
            )
        return scope

    def _enter_tree(self, explicit: Any) -> str:
        parent = explicit if isinstance(explicit, Construct) else self.scope
        if not isinstance(parent, Construct):
            raise misplaced(
                f"{self.kind} {self.name!r} stands in {type(parent).__name__}, which is no construct",
                "use the constructs of databricks_workflows, not of databricks_workflows.authoring, in a stack",
                self.origin,
            )
        workflows = _workflows_around(parent)
        construct_id = _free_id(parent, self.name)
        above = parent.path if isinstance(parent, Scope) else str(parent.node.path)
        path = f"{above}/{construct_id}" if above else construct_id
        self.workflows = workflows
        workflows.register(self, path)  # type: ignore[arg-type]
        Construct.__init__(self, parent, construct_id)  # type: ignore[arg-type]
        if self.scope is None or isinstance(self.scope, TerraformStack):
            workflows.roots.append(self)
        return path


def _workflows_around(parent: Construct) -> StackWorkflows:
    if isinstance(parent, InTree):
        return parent.workflows
    return StackWorkflows.of(parent if isinstance(parent, TerraformStack) else TerraformStack.of(parent))


def _free_id(parent: Construct, name: str) -> str:
    """The author's id; one that is taken gets a suffix, so that the duplicate is told with everything else."""
    wanted = name or "unnamed"
    taken = {member.path.rpartition("/")[2] for member in parent.members} if isinstance(parent, Scope) else set()
    number, free = 2, wanted
    while free in taken or (not isinstance(parent, InTree) and parent.node.try_find_child(free) is not None):
        free, number = f"{wanted}-{number}", number + 1
    return free
