"""A workflow on its way from the author's words to the Jobs API's: what the steps hand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from databricks_workflows.authoring.frozen import FrozenTask, Source
from databricks_workflows.diagnostics import Place
from databricks_workflows.resolve.left_out import NOTHING, LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """A task: where it comes from, its key, and its fields in the Jobs API's words.

    ``left_out`` is what was wrong, so that it is no second problem where it seems to be missing; ``from_defaults`` says
    whose defaults gave a field.
    """

    source: FrozenTask
    key: str
    fields: Mapping[str, Any]
    left_out: LeftOut = NOTHING
    from_defaults: Mapping[str, Source] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the author wrote it."""
        return self.source.place

    def with_fields(self, **changes: Any) -> TaskDraft:
        """The same task with some fields set; None takes a field away."""
        fields = {**self.fields, **changes}
        return replace(self, fields={name: value for name, value in fields.items() if value is not None})


Tasks = tuple[TaskDraft, ...]
"""The tasks of one workflow, in the order of writing."""


def map_work(task: TaskDraft, change: Any) -> TaskDraft:
    """Apply ``change(fields) -> fields`` to a task and, if it is a for-each task, to the task inside it."""
    fields = change(dict(task.fields))
    each = fields.get("for_each_task")
    if isinstance(each, Mapping) and isinstance(each.get("task"), Mapping):
        fields["for_each_task"] = {**each, "task": change(dict(each["task"]))}
    return replace(task, fields=fields)
