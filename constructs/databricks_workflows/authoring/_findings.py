"""What can't stand where it stands, found while freezing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from databricks_workflows.authoring._node import Node
from databricks_workflows.authoring._walk import place_of, with_all_below, workflow_around, workflow_of
from databricks_workflows.authoring.frozen import Finding
from databricks_workflows.authoring.group import DatabricksWorkflowTaskGroup
from databricks_workflows.authoring.joint import Joint, edges_into
from databricks_workflows.authoring.sensor import DatabricksSensor
from databricks_workflows.authoring.task import WorkflowTask
from databricks_workflows.diagnostics import Place
from databricks_workflows.rules import BAD_SCOPE, EDGE_BETWEEN_GROUPS


def findings_in(members: Iterable[Node], in_dag: bool) -> list[Finding]:
    """Everything misplaced below some nodes, once each."""
    found: dict[Finding, None] = {}
    for node in with_all_below(members):
        found |= dict.fromkeys(_of(node, in_dag))
    return list(found)


def _of(node: Node, in_dag: bool) -> Iterator[Finding]:
    yield from node.findings
    around = workflow_around(node)
    if isinstance(node, Joint):
        if around is not None and node.lost is None:  # what is lost is told as such
            yield _misplaced(
                node,
                f"operator {node.name!r} stands in workflow group {around.name!r}, which holds Databricks tasks only",
                "write it outside of the group",
            )
        return
    if isinstance(node, WorkflowTask) and around is None and not in_dag:
        yield _misplaced(
            node,
            f"task {node.name!r} stands in no workflow group",
            "write it inside a DatabricksWorkflowTaskGroup, or in a DAG, whose own job runs it",
        )
    if isinstance(node, WorkflowTask) and around is not None and not node.in_workflow:
        yield _misplaced(
            node,
            f"task {node.name!r} stands in workflow group {around.name!r}, and is a run of its own",
            "write it outside of the group, or as a DatabricksTaskOperator",
        )
    if isinstance(node, DatabricksSensor) and around is not None:
        yield _misplaced(
            node, f"sensor {node.name!r} stands inside a workflow group", "write it after the group: group >> sensor"
        )
    if isinstance(node, DatabricksWorkflowTaskGroup) and around is not None:
        yield _misplaced(
            node,
            f"workflow group {node.name!r} stands inside another workflow group",
            "use TaskGroup for the inner one, or put both side by side",
        )
    yield from _edges(node, in_dag)


def _edges(node: Node, in_dag: bool) -> Iterator[Finding]:
    """Edges that nothing can hold: between a workflow and its own task, or between workflows without a DAG."""
    for edge in edges_into(node):
        upstream, downstream = workflow_of(edge.upstream), workflow_of(node)
        of_its_own = upstream is downstream is not None and (node is upstream or edge.upstream is upstream)
        if not of_its_own and (in_dag or upstream is downstream is not None):
            continue
        if not of_its_own and isinstance(node, DatabricksSensor) and edge.upstream is upstream:
            continue
        yield Finding(
            rule=EDGE_BETWEEN_GROUPS,
            place=Place(node.path, edge.origin),
            summary=f"{edge.upstream.kind} {edge.upstream.name!r} >> {node.kind} {node.name!r}: "
            + (
                "a workflow comes neither before nor after what is in it"
                if of_its_own
                else "the two are not in one workflow"
            ),
            remedy="take the edge away"
            if of_its_own
            else "write both in one DAG (with DAG('name'): ...), whose own job runs them in this order, or put the "
            "tasks into one group",
        )


def _misplaced(node: Node, summary: str, remedy: str) -> Finding:
    return Finding(rule=BAD_SCOPE, place=place_of(node), summary=summary, remedy=remedy)
