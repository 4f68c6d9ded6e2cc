"""What is written, as a tree: what stands where, and which edges stand with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from databricks_workflows.authoring.frozen import FrozenEdge, FrozenGroup, FrozenInner, FrozenTask
from databricks_workflows.codegen.decided import Decided


@dataclass(slots=True, eq=False)
class Node:
    """A task, a plain group, a workflow, or the DAG around them.

    Args:
        of: what it was; of a DAG, what the DAG itself does.
        around: what it stands in.
        changes: what its arguments are to say otherwise.
        members: what stands in it, in the order of writing.
        edges: the edges between what stands in it: upstream, its outcome, downstream.
    """

    of: FrozenTask | FrozenInner | FrozenGroup
    around: Node | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    members: list[Node] = field(default_factory=list)
    edges: list[tuple[Node, str | None, Node]] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The path of what it was."""
        return self.of.place.path

    def called(self) -> list[str]:
        """Its id, and those of what is around it from inner to outer."""
        return [each.of.name for each in (self, *self.all_around())]

    def all_around(self) -> Iterator[Node]:
        """What it stands in, from inner to outer."""
        if self.around is not None:
            yield self.around
            yield from self.around.all_around()

    def with_all_below(self) -> Iterator[Node]:
        """Itself and everything in it."""
        yield self
        for member in self.members:
            yield from member.with_all_below()


def fill(root: Node, decided: Decided, holders: Sequence[str] = ()) -> None:
    """Put the tasks and inner groups of a workflow, or a DAG's own steps, below it, and the edges where they belong.

    Args:
        root: the workflow or the DAG.
        decided: what is in it.
        holders: paths of groups that are written though no task is in them.
    """
    group = decided.group
    nodes: dict[int, Node] = {}
    parts: dict[int, FrozenTask | FrozenInner] = {task.ref: task for task in group.tasks}
    parts |= {ref: inner for ref, inner in group.groups.items() if inner.tasks or inner.place.path in holders}
    for ref, part in sorted(parts.items()):
        around = nodes[part.in_groups[-1]] if part.in_groups else root
        nodes[ref] = Node(part, around, decided.changes.get(ref, {}))
        around.members.append(nodes[ref])
    for edge in decided.edges:
        _join(edge, nodes)


def _join(edge: FrozenEdge, nodes: Mapping[int, Node]) -> None:
    """An edge stands at the end of the innermost group that holds both of its ends."""
    upstream, downstream = nodes[edge.upstream], nodes[edge.downstream]
    around = set(map(id, upstream.all_around()))
    scope = next(each for each in downstream.all_around() if id(each) in around)
    scope.edges.append((upstream, edge.outcome, downstream))


def put_unrun(group: FrozenGroup, root: Node, following: Node | None) -> Node:
    """Put a workflow that its DAG declares and does not run where it was written, before what follows it."""
    above = group.place.path.rpartition("/")[0]
    around = next((each for each in root.with_all_below() if each.path == above), root)
    node = Node(group, around)
    at = around.members.index(following) if following in around.members else len(around.members)
    around.members.insert(at, node)
    return node
