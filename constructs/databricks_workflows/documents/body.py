"""A block of a document that is read as a job, or as an entry of its permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from databricks_workflows.documents.json_lines import Path
from databricks_workflows.model.wording import Wording


@dataclass(slots=True)
class Body:
    """A job, or an entry of its permissions, in the API's words.

    Args:
        path: its name in messages.
        at: where it stands in the document.
        fields: its fields, unchecked.
        places: where in the document those fields stand whose place is not simply below ``at``.
        told: places of the document whose problems are told already.
        wording: in whose words it stands there.
    """

    path: str
    at: Path
    fields: Mapping[str, Any]
    places: dict[Path, Path] = field(default_factory=dict)
    told: set[Path] = field(default_factory=set)
    wording: Wording = Wording.API

    def place(self, at: Path) -> Path:
        """The place in the document of a field."""
        for length in range(len(at), 0, -1):
            if at[:length] in self.places:
                return (*self.places[at[:length]], *at[length:])
        return (*self.at, *at)

    def who(self, at: Path) -> str:
        """The task that a path leads into, else the job."""
        if at[:1] in (("task",), ("tasks",)) and len(at) > 1:
            index = at[1] if isinstance(at[1], int) else 0
            tasks = items_of(self.fields, "tasks")
            key = key_of(tasks[index]) if index < len(tasks) else None
            if key is not None:
                return f"task {key!r}: "
        return f"{self.path}: "


def items_of(fields: Any, name: str) -> list[Any]:
    """The items of a list in a block; none where it is no list."""
    items = fields.get(name) if isinstance(fields, Mapping) else None
    return items if isinstance(items, list) else []


def key_of(fields: Any) -> str | None:
    """The task_key of a task or of a dependency."""
    key = fields.get("task_key") if isinstance(fields, Mapping) else None
    return key if isinstance(key, str) else None
