"""Condition tasks decide something: what waits for an outcome waits for one that there is."""

from __future__ import annotations

from databricks_workflows.checks.wording import waiting
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model import Task
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import BOTH_OUTCOMES, NO_OUTCOME, OUTCOME_OF_NO_CONDITION, UNUSED_CONDITION


def check_conditions(job: Job, found: Diagnostics) -> None:
    """Outcomes of what has none, conditions that nothing waits for, tasks that wait for both outcomes of one."""
    tasks = {str(task.task_key): task for task in job.settings.tasks or ()}
    for key, task in tasks.items():
        _check_dependencies(job, key, task, tasks, found)
    paths = {job.place_of(key).path for key in tasks}
    waited_for = {each.task_key for task in tasks.values() for each in task.depends_on or ()}
    for key, task in tasks.items():
        # An outcome of what has none is in all likelihood one of this.
        misplaced = any(each.code == OUTCOME_OF_NO_CONDITION.code and each.path in paths for each in found)
        if task.condition_task is not None and key not in waited_for and "tasks" not in job.unread and not misplaced:
            found.add(
                UNUSED_CONDITION,
                job.place_of(key),
                f"task {key!r} is a condition task, and no task waits for it",
                f"let a task wait for an outcome of it: {waiting(job, key, None, True)}",
                near=("condition_task",),
            )


def _check_dependencies(job: Job, key: str, task: Task, tasks: dict[str, Task], found: Diagnostics) -> None:
    waits_for_success = task.run_if in (None, "ALL_SUCCESS")
    outcomes: dict[str, set[str]] = {}
    for each in task.depends_on or ():
        before = tasks.get(each.task_key)
        if before is None or is_unknown(each.outcome) or job.left_out_of(each.task_key).may_have("condition_task"):
            continue
        place = job.place_of(key)
        at = Place(place.path, job.dependency_origins.get((key, each.task_key), place.origin))
        if each.outcome is None:
            if before.condition_task is not None and waits_for_success:
                found.add(
                    NO_OUTCOME,
                    at,
                    f"task {key!r} waits for condition task {each.task_key!r} and names no outcome of it",
                    f"say which: {waiting(job, each.task_key, key, True)}",
                )
            continue
        outcomes.setdefault(each.task_key, set()).add(each.outcome)
        if before.condition_task is None:
            found.add(
                OUTCOME_OF_NO_CONDITION,
                at,
                f"task {key!r} waits for the outcome {each.outcome!r} of task {each.task_key!r}, which is no condition "
                "task",
                f"let it wait for the task itself: {waiting(job, each.task_key, key)}",
                near=("depends_on", "outcome"),
            )
        elif waits_for_success and len(outcomes[each.task_key]) == 2:
            found.add(
                BOTH_OUTCOMES,
                at,
                f"task {key!r} waits for both outcomes of condition task {each.task_key!r} and never runs",
                'keep one of them, or give run_if="AT_LEAST_ONE_SUCCESS" to run either way',
                near=("depends_on",),
            )
