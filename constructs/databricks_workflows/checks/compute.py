"""A task runs on one kind of compute, has one where its type needs it, and none where its type runs on none."""

from __future__ import annotations

from databricks_workflows.checks.task_types import Work, types_of, work_of
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.resolve.compute import COMPUTE, RUN_ELSEWHERE
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import COMPUTE_CONFLICT, NO_COMPUTE
from databricks_workflows.rules.blocks import COMPUTE_WITHOUT_USE, NOTEBOOK_ON_WAREHOUSE, SUBMIT_ON_EXISTING

# These install or start something on a cluster; every other type brings its own compute or runs serverless.
_NEED_COMPUTE = frozenset(("spark_python_task", "python_wheel_task", "spark_jar_task", "spark_submit_task", "dbt_task"))


def check_compute(job: Job, found: Diagnostics) -> None:
    """Several choices of compute, none where one is needed, one where it is of no use, or the wrong one."""
    for who, task, place, left_out in work_of(job):
        chosen = [name for name in COMPUTE if getattr(task, name) is not None]
        types = types_of(task)
        if len(chosen) > 1:
            found.add(
                COMPUTE_CONFLICT,
                place,
                f"{who} names {len(chosen)} kinds of compute: {', '.join(chosen)}",
                "keep one of them",
                near=(chosen[1],),
            )
        elif not chosen and set(types) & _NEED_COMPUTE:
            if not left_out.may_have(*COMPUTE):
                found.add(
                    NO_COMPUTE,
                    place,
                    f"{who} is a {types[0]} and has no compute",
                    "give job_cluster_key, existing_cluster_id, new_cluster or (serverless) environment_key",
                    near=(types[0],),
                )
        elif len(types) == 1:
            _check_use(who, task, types[0], chosen, place, found)


def _check_use(who: str, task: Work, kind: str, chosen: list[str], place: Place, found: Diagnostics) -> None:
    if kind in RUN_ELSEWHERE:
        for name in (*chosen, *(["libraries"] if task.libraries else [])):
            found.add(
                COMPUTE_WITHOUT_USE,
                place,
                f"{who} is a {kind}, which has no use for {name}",
                "write it in for_each_task.task" if kind == "for_each_task" else "leave it out",
                near=(name,),
            )
    elif kind == "spark_submit_task" and chosen[0] in ("existing_cluster_id", "environment_key"):
        found.add(
            SUBMIT_ON_EXISTING,
            place,
            f"{who} is a spark_submit_task on {chosen[0]}, expected new_cluster",
            "write new_cluster, or a job_cluster_key",
            near=(chosen[0],),
        )
    elif task.notebook_task is not None and task.notebook_task.warehouse_id is not None and chosen:
        found.add(
            NOTEBOOK_ON_WAREHOUSE,
            place,
            f"{who} has notebook_task.warehouse_id beside {chosen[0]}",
            "keep the warehouse for a notebook in SQL alone, else the other",
            near=("notebook_task", "warehouse_id"),
        )
