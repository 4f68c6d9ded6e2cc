"""The trigger rules of operators that became nothing: what stood behind such a joint takes its rule where it can."""

from __future__ import annotations

from collections.abc import Iterable

from databricks_workflows.authoring.frozen import FrozenEdge
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.draft import TaskDraft, Tasks
from databricks_workflows.resolve.run_if import run_if
from databricks_workflows.rules import RULE_LOST


def take_rules(tasks: Tasks, edges: Iterable[FrozenEdge], found: Diagnostics) -> Tasks:
    """Give a task the rule of the joint before it, where all that it waits for came through joints of that rule."""
    rules: dict[int, set[str | None]] = {}
    for edge in edges:
        rules.setdefault(edge.downstream, set()).add(edge.rule)
    return tuple(_with_rule(task, rules.get(task.source.ref, set()), found) for task in tasks)


def _with_rule(task: TaskDraft, rules: set[str | None], found: Diagnostics) -> TaskDraft:
    if not rules - {None}:
        return task
    if len(rules) == 1 and "run_if" not in task.fields:
        becomes = run_if(next(iter(rules)), f"task {task.source.name!r}", task.place, found)
        return task.with_fields(run_if=becomes)
    found.add(
        RULE_LOST,
        task.place,
        f"task {task.source.name!r} waits through operators with the trigger rules "
        f"{', '.join(sorted(str(rule or 'all_success') for rule in rules))}, which one run_if can't say "
        "together with its own",
        "give the task the run_if that is meant",
        near=("trigger_rule",),
    )
    return task
