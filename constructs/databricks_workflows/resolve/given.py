"""What applies to a task: its own arguments, and where it is silent the nearest default."""

from __future__ import annotations

from typing import Any

from databricks_workflows.authoring.frozen import FrozenTask


def given(task: FrozenTask, name: str) -> Any:
    """An argument of the task, else of the nearest group or DAG that has it in its defaults; None where nobody does."""
    for rung in (task.arguments, *task.defaults):
        if rung.get(name) is not None:
            return rung[name]
    return None
