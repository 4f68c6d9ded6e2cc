"""A task does exactly one thing."""

from __future__ import annotations

from collections.abc import Iterator

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model import NestedTask, Task
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import TASK_TYPE

Work = Task | NestedTask


def types_of(task: Work) -> list[str]:
    """The ``..._task`` fields that a task sets."""
    return sorted(name for name in task.model_fields_set if name.endswith("_task") and getattr(task, name) is not None)


def work_of(job: Job) -> Iterator[tuple[str, Work, Place, LeftOut]]:
    """Every task, and the task inside each for-each: the name to show for it, where it is, what of it is left out."""
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        left_out = job.left_out_of(key)
        yield f"task {key!r}", task, job.place_of(key), left_out
        if task.for_each_task is not None:
            inner = left_out.below(("for_each_task", "task"))
            yield f"the task inside for-each task {key!r}", task.for_each_task.task, job.place_of(key), inner


def check_task_types(job: Job, found: Diagnostics) -> None:
    """No task type, or several: Terraform takes both, Databricks refuses them when the job is applied."""
    for who, task, place, left_out in work_of(job):
        types = types_of(task)
        if not types and not left_out.may_have_type():
            found.add(
                TASK_TYPE,
                place,
                f"{who} has no task type",
                "give one, such as notebook_task, spark_python_task, python_wheel_task or sql_task",
            )
        elif len(types) > 1:
            found.add(
                TASK_TYPE,
                place,
                f"{who} has {len(types)} task types: {', '.join(types)}",
                "keep one, and write a task for each of the others",
                near=(types[1],),
            )
