"""What happened to a part of a job or a stack, in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from databricks_workflows.compare import Change, Edges, Item, Kind
from databricks_workflows.model._base import dotted
from databricks_workflows.views._values import shown, shown_pair
from databricks_workflows.views.problems import printable

_LONGEST_CONTENT = 100
_MOST = 8
"""How many things are listed before the others are only counted."""


def name_of(item: Item) -> str:
    """The item's name in its job or stack; a task by its key alone."""
    if item.what == "task":
        return printable(item.name)
    return printable(f"{item.what} {item.name}") if item.name else f"the {item.what}"


def phrases_of(item: Item) -> list[str]:
    """What happened, a phrase for each change."""
    phrases = []
    if item.former is not None:
        same = "same" if item.same_work else "nearly the same"
        phrases.append(f"renamed from {printable(item.former)} ({same} {'work' if item.what == 'task' else 'content'})")
    if item.content is not None:
        return [_new(item)] if item.kind is Kind.ADDED else []
    if item.edges is not None:
        phrases.append(f"waits for: {_moved_edges(item.edges)}")
    return phrases + [_phrase(change) for change in item.changes]


def _new(item: Item) -> str:
    content = shown(item.content, _LONGEST_CONTENT) if item.content else ""
    waits = f"waits for: {_listed(item.edges.after)}" if item.edges else ""
    return "; ".join(filter(None, [content, waits]))


def _moved_edges(edges: Edges) -> str:
    if max(len(edges.before), len(edges.after)) <= _MOST:
        return f"{_listed(edges.before)} -> {_listed(edges.after)}"
    lost = [each for each in edges.before if each not in edges.after]
    return _taken_and_added(lost, [each for each in edges.after if each not in edges.before])


def _taken_and_added(taken: Sequence[Any], added: Sequence[Any]) -> str:
    return _listed([*(f"- {shown(each)}" for each in taken), *(f"+ {shown(each)}" for each in added)])


def _listed(items: Sequence[str]) -> str:
    more = f" and {len(items) - _MOST} more" if len(items) > _MOST else ""
    return printable(", ".join(items[:_MOST]) or "nothing") + more


def _phrase(change: Change) -> str:
    field = printable(dotted(change.at))
    if change.removed or change.added:
        return f"{field}: {_taken_and_added(change.removed, change.added)}"
    if isinstance(change.before, list) and isinstance(change.after, list):
        return f"{field}: in another order, {shown(change.after)}"
    if change.before is None:
        return f"+ {field} {shown(change.after)}"
    if change.after is None:
        return f"- {field} {shown(change.before)}"
    before, after = shown_pair(change.before, change.after)
    return f"{field} {before} -> {after}"
