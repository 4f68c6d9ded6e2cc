"""A run_if is about the tasks that a task waits for, and can be met by them."""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import AMBIGUOUS_DEPENDENCY, UNKNOWN_DEPENDENCY
from databricks_workflows.rules.jobs import RUN_IF_AGAINST_OUTCOMES, RUN_IF_ALONE

_FOR_FAILURES = ("ALL_FAILED", "AT_LEAST_ONE_FAILED")


def check_run_conditions(job: Job, found: Diagnostics) -> None:
    """A run_if without dependencies; one for failures where only outcomes are waited for."""
    left_out = {each.path for each in found if each.code in (UNKNOWN_DEPENDENCY.code, AMBIGUOUS_DEPENDENCY.code)}
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        place = job.place_of(key)
        if task.run_if in (None, "", "ALL_SUCCESS") or is_unknown(task.run_if) or place.path in left_out:
            continue
        if not task.depends_on:
            found.add(
                RUN_IF_ALONE,
                place,
                f"task {key!r}: run_if is {task.run_if!r}, and the task waits for nothing",
                "take it away, or let the task wait for another one",
                near=("run_if",),
            )
        elif task.run_if in _FOR_FAILURES and all(each.outcome is not None for each in task.depends_on):
            found.add(
                RUN_IF_AGAINST_OUTCOMES,
                place,
                f"task {key!r}: run_if is {task.run_if!r}, and the task waits for outcomes of conditions only",
                "take run_if away, or let the task wait for the tasks that may fail",
                near=("run_if",),
            )
