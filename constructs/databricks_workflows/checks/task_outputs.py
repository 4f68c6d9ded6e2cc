"""What a task reads of another one is something that such a task has."""

from __future__ import annotations

from databricks_workflows.checks.task_types import types_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.resolve.dynamic_values import references_in
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import NO_SQL_OUTPUT, NO_TASK_VALUES

_WITH_OUTPUT = frozenset(("sql_task", "alert_task"))

# No code of the job's author runs in these.
_WITHOUT_VALUES = frozenset(
    (
        "alert_task",
        "condition_task",
        "dashboard_task",
        "dbt_cloud_task",
        "dbt_platform_task",
        "dbt_task",
        "pipeline_task",
        "power_bi_task",
        "run_job_task",
        "sql_task",
    )
)


def check_task_outputs(job: Job, found: Diagnostics) -> None:
    """Rows of what is no SQL task, task values of what sets none."""
    types = {str(task.task_key): types_of(task) for task in job.settings.tasks or ()}
    for task in job.settings.tasks or ():
        key = str(task.task_key)
        for each in references_in(task):
            if each.names[0] != "tasks" or len(each.names) < 3 or len(types.get(each.names[1], ())) != 1:
                continue
            before, what = each.names[1], each.names[2]
            (kind,) = types[before]
            if what == "output" and kind not in _WITH_OUTPUT:
                found.add(
                    NO_SQL_OUTPUT,
                    job.place_of(key),
                    f"task {key!r} uses {each.text}, and task {before!r} is a {kind}",
                    f"let its code set a task value, and use {{{{tasks.{before}.values.NAME}}}}",
                    near=(each.text,),
                )
            elif what == "values" and kind in _WITHOUT_VALUES:
                found.add(
                    NO_TASK_VALUES,
                    job.place_of(key),
                    f"task {key!r} uses {each.text}, and task {before!r}, a {kind}, can't set task values",
                    f"use {{{{tasks.{before}.output.first_row.COLUMN}}}}"
                    if kind == "sql_task"
                    else "let a notebook or Python task between them set it",
                    near=(each.text,),
                )
