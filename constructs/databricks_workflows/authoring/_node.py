"""What tasks, groups and sensors share: an id, an origin, a place in a scope, and edges to others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from databricks_workflows.authoring._scope import Scope, misplaced, not_endless, scope_for
from databricks_workflows.authoring.frozen import Finding
from databricks_workflows.diagnostics import Origin, Place
from databricks_workflows.model._base import shown
from databricks_workflows.origin import caller
from databricks_workflows.rules import BAD_SCOPE, RULES
from databricks_workflows.rules.codes import meant_code


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """One dependency as it was written."""

    upstream: Node
    downstream: Node
    outcome: str | None
    origin: Origin | None
    rule: str | None = None  # of what stood between the two and became nothing


class Node:
    """A task, a group, a sensor or a DAG.

    Args:
        scope: where it stands; None takes the innermost open ``with`` block.
        name: its id, as the author wrote it; what is none is told later, with everything else.
        arguments: what the author gave, by argument name; None means not given.
    """

    kind: ClassVar[str] = "node"
    needs_scope: ClassVar[bool] = False
    id_argument: ClassVar[str] = "task_id"

    def __init__(self, scope: Any, name: Any, arguments: dict[str, Any], suppress: Iterable[str] | None) -> None:
        self.origin = caller()
        is_named = isinstance(name, str) and name != ""
        self.name: str = name if is_named else ""
        self.arguments = {key: value for key, value in arguments.items() if value is not None}
        not_endless(self.kind, self.name, self.arguments)
        self.incoming: list[Edge] = []
        self.findings: list[Finding] = []  # what is wrong with it as it was written, told with everything else
        self.scope = self._scope(scope)
        if not is_named:
            self.name = _free_name(self.scope, self.origin)
        self.path = self._enter_tree(scope)
        if self.scope is not None:
            self.scope.adopt_member(self)
        if not is_named:
            self._tell_unnamed(name)
        self.suppress = self._codes(suppress)

    def misplace(self, summary: str, remedy: str) -> None:
        """Remember something that can't be meant, to be told with everything else."""
        self._remember(self.path, summary, remedy)

    def _tell_unnamed(self, name: Any) -> None:
        """At what it stands in: the name that it goes by is not its author's."""
        argument = self.id_argument
        what = f"without {argument}" if name in (None, "") else f"with {argument} {shown(name)}, which is no text"
        self._remember(self.scope.path if self.scope else "", f"a {self.kind} {what}", f'give {argument}="..."')

    def _remember(self, path: str, summary: str, remedy: str) -> None:
        place = Place(path, self.origin)
        self.findings.append(Finding(rule=BAD_SCOPE, place=place, summary=summary, remedy=remedy))

    def _codes(self, suppress: Any) -> frozenset[str]:
        given = [suppress] if isinstance(suppress, str) else suppress or []
        if not isinstance(given, Iterable) or not all(isinstance(code, str) for code in given):
            self.misplace(f"suppress is {shown(suppress)}", "give a list of codes, such as ['DW041']")
            return frozenset()
        codes = frozenset(str.__str__(code) for code in given)  # plain text, also of an enum of somebody's own
        for code in sorted(codes - RULES.keys()):
            self.misplace(f"suppress names {shown(code)}, which is no rule", meant_code(code))
        return codes & RULES.keys()

    def _scope(self, explicit: Any) -> Scope | None:
        scope = scope_for(self.kind, self.name, explicit)
        if scope is None and self.needs_scope:
            raise misplaced(
                f"{self.kind} {self.name!r} stands in no group",
                f"write it inside `with group:`, or give the group: {type(self).__name__}(group, {self.name!r}, ...)",
                self.origin,
            )
        return scope

    def _enter_tree(self, explicit: Any) -> str:
        """Where a construct is born; a plain object has no tree. Returns its path."""
        return "/".join(filter(None, [self.scope.path if self.scope else "", self.name]))

    @property
    def dag(self) -> Any:
        """The DAG it stands in; None outside of any."""
        at: Any = self
        while at is not None and getattr(at, "kind", None) != "DAG":
            at = getattr(at, "scope", None)
        return at

    @property
    def dag_id(self) -> str | None:
        """The id of the DAG it stands in."""
        return None if self.dag is None else str(self.dag.name)

    def given(self) -> dict[str, Any]:
        """The keyword arguments that make this node once more."""
        return {**self.arguments, "suppress": self.suppress}

    # Edges

    def __rshift__(self, other: Any) -> Any:
        self.set_downstream(other)
        return other

    def __lshift__(self, other: Any) -> Any:
        self.set_upstream(other)
        return other

    def __rrshift__(self, other: Any) -> Node:
        self.set_upstream(other)
        return self

    def __rlshift__(self, other: Any) -> Node:
        self.set_downstream(other)
        return self

    def set_downstream(self, other: Any) -> None:
        """The same as ``self >> other``."""
        connect([self], as_ends(other))

    def set_upstream(self, other: Any) -> None:
        """The same as ``self << other``."""
        connect(as_ends(other), [self])

    def outcome(self, value: bool | str) -> Outcome:
        """One side of a condition task: ``check.outcome(True) >> full_load``.

        Args:
            value: True or False.
        """
        text = str(value).lower()
        if text not in ("true", "false"):
            raise misplaced(f"outcome {value!r} of {self.kind} {self.name!r}", "an outcome is True or False")
        return Outcome(self, text)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The true or the false side of a condition task, as the upstream end of an edge."""

    node: Node
    value: str

    def __rshift__(self, other: Any) -> Any:
        connect([self], as_ends(other))
        return other

    def __rlshift__(self, other: Any) -> Outcome:
        connect([self], as_ends(other))
        return self


End = Node | Outcome


def _free_name(scope: Scope | None, origin: Origin | None) -> str:
    """What a node without a name goes by: no other in its scope, so that of two of them nothing more is told."""
    taken = {each.name for each in scope.members} if scope else set()
    wanted = f"unnamed_{origin.line if origin else 1}"
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}_{number}", number + 1
    return free


class UnknownEnd:
    """What stands in the place of a task and is not known: no edge comes of it, and it tells so itself."""

    def tell_edge(self) -> None:
        """Somebody writes an edge to it."""


def scope_and_name(kind: str, argument: str, scope: Any, id: str | None, given: str | None) -> tuple[Any, Any]:
    """Read ``Group(scope, "etl")``, ``Group(group_id="etl")`` and Airflow's ``Group("etl")`` as one thing.

    Returns:
        The scope, and the id as it was given: it may be none, and is told as such then.

    Raises:
        AuthoringError: two ids that differ.
    """
    if isinstance(scope, str) and id is None:
        scope, id = None, scope
    name = id if id is not None else given
    if given not in (None, name):
        raise misplaced(f"a {kind} with the id {id!r} and the {argument} {given!r}", "give one of the two")
    return scope, name


def as_ends(value: Any) -> list[End]:
    """One end of an edge, or a list of them (lists in lists too).

    Raises:
        AuthoringError: something else.
    """
    if isinstance(value, Node | Outcome):
        return [value]
    if isinstance(value, list | tuple | set | frozenset):
        return [end for each in value for end in as_ends(each)]
    if isinstance(value, UnknownEnd):
        value.tell_edge()
        return []
    raise misplaced(
        f"an edge to {value!r} ({type(value).__name__})",
        "edges join tasks, groups, sensors and lists of them",
    )


def connect(upstream: Sequence[End], downstream: Sequence[End]) -> None:
    """Record an edge from each of the first to each of the second."""
    origin = caller()
    for target in downstream:
        if isinstance(target, Outcome):
            raise misplaced("an outcome as the target of an edge", "write condition.outcome(True) >> task", origin)
        for source in upstream:
            if isinstance(source, Outcome):
                target.incoming.append(Edge(source.node, target, source.value, origin))
            else:
                target.incoming.append(Edge(source, target, None, origin))


def chain(*nodes: Any) -> None:
    """``chain(a, [b, c], [d, e], f)``: each waits for the one before; two lists of one length are joined pairwise.

    Raises:
        AuthoringError: two lists side by side of different length.

    Example:
        >>> from databricks_workflows.authoring import DatabricksWorkflowTaskGroup, DatabricksTaskOperator, chain
        >>> with DatabricksWorkflowTaskGroup(group_id="etl"):
        ...     chain(*(DatabricksTaskOperator(task_id=name, task_config={}) for name in ("extract", "load")))
    """
    for before, after in pairwise(nodes):
        first, second = as_ends(before), as_ends(after)
        if isinstance(before, Node | Outcome | UnknownEnd) or isinstance(after, Node | Outcome | UnknownEnd):
            connect(first, second)
        elif len(first) == len(second):
            for source, target in zip(first, second, strict=True):
                connect([source], [target])
        else:
            raise misplaced(
                f"chain() of a list of {len(first)} and a list of {len(second)}",
                "lists side by side need one length; cross_downstream joins each with each",
            )


def cross_downstream(from_tasks: Any, to_tasks: Any) -> None:
    """Each of the first is upstream of each of the second.

    Example:
        >>> from databricks_workflows.authoring import DatabricksWorkflowTaskGroup, DatabricksTaskOperator
        >>> from databricks_workflows.authoring import cross_downstream
        >>> with DatabricksWorkflowTaskGroup(group_id="etl"):
        ...     a, b, c, d = (DatabricksTaskOperator(task_id=name, task_config={}) for name in "abcd")
        >>> cross_downstream([a, b], [c, d])
        >>> [edge.upstream.name for edge in d.incoming]
        ['a', 'b']
    """
    connect(as_ends(from_tasks), as_ends(to_tasks))
