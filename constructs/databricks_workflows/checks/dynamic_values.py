"""Databricks' references name what is there: a task upstream, a declared parameter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from databricks_workflows.checks.wording import field_of_job, waiting
from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.resolve.dynamic_values import references_in
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import UNDECLARED_PARAMETER, UNKNOWN_DEPENDENCY, UNKNOWN_TASK_VALUE


def check_dynamic_values(job: Job, found: Diagnostics) -> None:
    """``{{tasks.x...}}`` of a task that has not run by then, ``{{job.parameters.p}}`` that nobody declares."""
    declared = sorted(str(each.name) for each in job.settings.parameters or ())
    keys = sorted(str(task.task_key) for task in job.settings.tasks or ())
    waits = {str(task.task_key): [each.task_key for each in task.depends_on or ()] for task in job.settings.tasks or ()}
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        used = list(references_in(task))
        upstream = _upstream(waits, key) if used else set()
        misnamed = _misnamed(job, [key, *upstream], found) if used else []
        for each in used:
            if each.names[0] in job.unread:
                continue
            if each.names[:1] == ("tasks",) and len(each.names) > 1 and each.names[1] not in upstream:
                other = each.names[1]
                known = other in keys
                own = other == key
                if other in misnamed or any(did_you_mean(name, [other]) for name in misnamed):
                    continue
                found.add(
                    UNKNOWN_TASK_VALUE,
                    job.place_of(key),
                    f"task {key!r} uses {each.text}, and {other!r} is "
                    + ("the task itself" if own else "not upstream of it" if known else "no task of this workflow"),
                    "a task can read what another one has set"
                    if own
                    else f"let it wait for it: {waiting(job, other, key)}"
                    if known
                    else did_you_mean(other, upstream) or f"upstream are: {', '.join(sorted(upstream)) or 'none'}",
                    near=(each.text,),
                )
            if each.names[:2] != ("job", "parameters") or len(each.names) < 3 or "parameters" in job.unread:
                continue
            if each.names[2] not in declared:
                found.add(
                    UNDECLARED_PARAMETER,
                    job.place_of(key),
                    f"task {key!r} uses {each.text}, and the job declares no parameter {each.names[2]!r}",
                    did_you_mean(each.names[2], declared)
                    or "declare it: " + field_of_job(job, "parameters", '[{"name": ..., "default": ...}]'),
                    near=(each.text,),
                )


def _misnamed(job: Job, keys: Sequence[str], found: Diagnostics) -> list[str]:
    """What tasks wait for that there is not: that is told, and with the right name they would wait for it."""
    paths = {job.place_of(key).path for key in keys}
    return [str(each.near[-1]) for each in found if each.code == UNKNOWN_DEPENDENCY.code and each.path in paths]


def _upstream(waits: Mapping[str, Sequence[str]], key: str) -> set[str]:
    """Every task that has ended before this one may start."""
    reached: set[str] = set()
    ahead = list(waits.get(key, ()))
    while ahead:
        each = ahead.pop()
        if each not in reached:
            reached.add(each)
            ahead += waits.get(each, ())
    return reached
