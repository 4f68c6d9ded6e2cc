"""What is known by a name, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.compare.difference import Edges, Item, Kind
from databricks_workflows.compare.fields import Path, field_changes, safe
from databricks_workflows.compare.normal_form import TaskForm
from databricks_workflows.model.secrets import without_secrets

Named = Mapping[str, Mapping[str, Any]]

# Their names say what their values are.
_TELLING_NAMES = ("local", "output", "parameter", "resource", "variable")


def compare_named(what: str, before: Named, after: Named, renamed: Mapping[str, str] | None = None) -> list[Item]:
    """What differs between things of one kind.

    Args:
        what: the kind.
        before: the former things, by name.
        after: the things.
        renamed: new names by former ones.
    """
    edgeless = [{name: TaskForm(work=dict(fields)) for name, fields in each.items()} for each in (before, after)]
    return compare_tasks(edgeless[0], edgeless[1], renamed or {}, what=what)


def compare_tasks(
    before: Mapping[str, TaskForm], after: Mapping[str, TaskForm], renamed: Mapping[str, str], what: str = "task"
) -> list[Item]:
    """What differs between tasks; an edge that only follows a new name is no difference.

    Args:
        before: the former tasks, by key.
        after: the tasks.
        renamed: new keys by former ones.
        what: what they are.
    """
    former = {new: old for old, new in renamed.items()}
    items = []
    for name, task in after.items():
        old_name = former.get(name, name)
        if old_name not in before:
            items.append(_whole(Kind.ADDED, what, name, task))
            continue
        old = before[old_name]
        edges = Edges(before=tuple(sorted(_followed(each, renamed) for each in old.waits_for)), after=task.waits_for)
        changes = field_changes(old.work, task.work, _within(what, name))
        differ = edges.before != edges.after
        if name in former or changes or differ:
            items.append(
                Item(
                    kind=Kind.RENAMED if name in former else Kind.CHANGED,
                    what=what,
                    name=without_secrets(name),
                    former=without_secrets(old_name) if name in former else None,
                    same_work=name in former and not changes,
                    edges=edges if differ else None,
                    changes=changes,
                )
            )
    gone = [name for name in before if name not in renamed and name not in after]
    items += [_whole(Kind.REMOVED, what, name, before[name]) for name in gone]
    order = list(Kind)
    return sorted(items, key=lambda item: (order.index(item.kind), item.name))


def _whole(kind: Kind, what: str, name: str, task: TaskForm) -> Item:
    edges = Edges(after=task.waits_for) if kind is Kind.ADDED else Edges(before=task.waits_for)
    content = safe(task.work, _within(what, name))
    return Item(
        kind=kind, what=what, name=without_secrets(name), edges=edges if task.waits_for else None, content=content
    )


def _within(what: str, name: str) -> Path:
    return tuple(name.split(".")) if what in _TELLING_NAMES else ()


def _followed(label: str, renamed: Mapping[str, str]) -> str:
    key, blank, outcome = label.partition(" ")
    return f"{renamed.get(key, key)}{blank}{outcome}"
