"""A DAG, planned: everything that is to be written of it, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from databricks_workflows.authoring.frozen import Dag, FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.codegen.decided import Decided, decide
from databricks_workflows.codegen.nodes import Node, fill, put_unrun
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.mails import Notice, notices_of
from databricks_workflows.resolve.run_jobs import KnownJobs
from databricks_workflows.resolve.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is written of a DAG.

    Args:
        dag: the DAG.
        own: what it does itself; None for a lone group.
        root: the DAG with all in it; None for a lone group.
        tops: what stands at its top.
        notices: whom the jobs and tasks tell.
    """

    dag: Dag
    own: Decided | None
    root: Node | None
    tops: tuple[Node, ...]
    notices: tuple[Notice, ...]

    def nodes(self) -> Iterator[Node]:
        """Everything in it."""
        for top in self.tops:
            yield from top.with_all_below()


def plan(dag: Dag, known: KnownJobs, settings: Settings) -> Plan:
    """Plan a DAG or a lone group."""
    notices = notices_of(dag, True, Diagnostics())
    if dag.own is None:
        tops = tuple(_alone(group) for group in dag.groups)
        own, root = None, None
        workflows = dict(zip((group.place.path for group in dag.groups), map(_innermost, tops), strict=True))
    else:
        own = decide(dag, dag.own, known, settings, notices)
        root = Node(dag.own)
        unrun = [group for group in dag.groups if not group.runs]
        holders = {above for group in unrun for above in _above(group.place.path)}
        fill(root, own, tuple(holders))
        workflows = {node.path: node for node in root.with_all_below() if _is_step(node)}
        following: Node | None = None
        for group in reversed(dag.groups):
            if group.place.path not in workflows:
                workflows[group.place.path] = put_unrun(group, root, following)
            following = workflows[group.place.path]
        tops = tuple(root.members)
    for group in dag.groups:
        node = workflows[group.place.path]
        node.of = group
        fill(node, decide(dag, group, known, settings, notices))
    return Plan(dag=dag, own=own, root=root, tops=tops, notices=tuple(notices))


def _is_step(node: Node) -> bool:
    return isinstance(node.of, FrozenTask) and node.of.kind == "workflow"


def _above(path: str) -> Sequence[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _alone(group: FrozenGroup) -> Node:
    """A group outside of any DAG, in the plain groups whose ids stand in its path."""
    outer = [
        FrozenInner(
            name=name,
            place=group.place,
            arguments={},
            default_args={},
            prefix_group_id=True,
            tasks=(),
            in_groups=(),
        )
        for name in group.path[:-1]
    ]
    top: Node | None = None
    at: Node | None = None
    parts: list[FrozenInner | FrozenGroup] = [*outer, group]
    for part in parts:
        node = Node(part, at)
        if at is not None:
            at.members.append(node)
        top, at = top or node, node
    assert top is not None
    return top


def _innermost(node: Node) -> Node:
    return _innermost(node.members[0]) if node.members else node
