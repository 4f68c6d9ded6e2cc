"""Scopes: what can be opened in a ``with`` block, and where a new node goes."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self

from databricks_workflows.diagnostics import Diagnostic, Origin, Severity
from databricks_workflows.errors import AuthoringError
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
