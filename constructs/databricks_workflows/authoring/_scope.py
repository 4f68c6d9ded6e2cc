"""Scopes: what can be opened in a ``with`` block, and where a new node goes."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING, Any, Self

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.errors import AuthoringError
from databricks_workflows.model._base import shown
from databricks_workflows.model.depth import DEEPEST, is_too_deep
from databricks_workflows.origin import caller
from databricks_workflows.rules import BAD_SCOPE

if TYPE_CHECKING:
    from databricks_workflows.authoring._node import Node

_open: ContextVar[tuple[Scope, ...]] = ContextVar("databricks_workflows_open", default=())


class Scope:
    """Something that holds nodes and can be opened: ``with scope:``."""

    path: str = ""

    def __init__(self) -> None:
        self.members: list[Node] = []

    def __enter__(self) -> Self:
        _open.set((*_open.get(), self))
        return self

    def __exit__(self, *_: object) -> None:
        _open.set(_open.get()[:-1])

    def adopt_member(self, node: Node) -> None:
        """Take a new node in."""
        self.members.append(node)


def scope_for(kind: str, name: str, explicit: Any) -> Scope | None:
    """The scope that was named, else the innermost open one.

    Raises:
        AuthoringError: what was named as scope is none.
    """
    if explicit is None:
        opened = _open.get()
        return opened[-1] if opened else None
    if isinstance(explicit, Scope):
        return explicit
    raise misplaced(f"{kind} {name!r} can't stand in {type(explicit).__name__}", "give a group, a DAG or a stack")


def innermost_within(dag: Any) -> Any:
    """Airflow's ``dag=``: the innermost open block where that lies inside the DAG, else the DAG itself."""
    opened = _open.get()
    at: Any = opened[-1] if opened else None
    while at is not None and at is not dag:
        at = getattr(at, "scope", None)
    return opened[-1] if at is not None else dag


def only_open() -> Token[tuple[Scope, ...]]:
    """Close every block for a while: a file that is read stands in none. Undone by :func:`reopen`."""
    return _open.set(())


def reopen(token: Token[tuple[Scope, ...]]) -> None:
    """Open again what :func:`only_open` closed, whatever was left open since."""
    _open.reset(token)


def default_arguments(node: Node, given: Any) -> dict[str, Any]:
    """``default_args`` as a dict of arguments by name; something else is told later, with everything else."""
    if given is None:
        return {}
    not_endless(node.kind, node.name, {"default_args": given})
    if not isinstance(given, Mapping) or not all(isinstance(each, str) for each in given):
        summary = f"{node.kind} {node.name!r}: default_args is {shown(given)}"
        node.misplace(summary, "give a dict of arguments by their names")
        return {}
    return dict(given)


def not_endless(kind: str, name: str, arguments: Mapping[str, Any]) -> None:
    """See that no argument holds itself.

    Raises:
        AuthoringError: one does, or is nested as if it did.
    """
    for argument, value in arguments.items():
        if is_too_deep(value):
            summary = f"{kind} {name!r}: {argument} is nested more than {DEEPEST} levels deep"
            raise misplaced(summary, "see that it does not hold itself")


def misplaced(summary: str, remedy: str, origin: Origin | None = None) -> AuthoringError:
    """The error of a call that stands where it can't."""
    return AuthoringError(
        [
            Diagnostic(
                code=BAD_SCOPE.code,
                severity=Severity.ERROR,
                summary=summary,
                remedy=remedy,
                origin=origin or caller(),
            )
        ]
    )
