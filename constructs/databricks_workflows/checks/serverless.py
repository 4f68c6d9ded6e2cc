"""What is different on serverless compute: packages come from an environment, GPUs from the task."""

from __future__ import annotations

from databricks_workflows.checks.task_types import Work, types_of, work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Environment
from databricks_workflows.resolve.compute import RUN_ELSEWHERE
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import ACCELERATOR, JAR_ON_SERVERLESS, LIBRARIES_ON_SERVERLESS

CLUSTERS = ("existing_cluster_id", "job_cluster_key", "new_cluster")


def check_serverless(job: Job, found: Diagnostics) -> None:
    """Libraries and JARs that serverless compute does not install, and accelerators that clusters don't have."""
    for who, task, place, left_out in work_of(job):
        cluster = next((name for name in CLUSTERS if getattr(task, name) is not None), None)
        if cluster is not None:
            if task.compute is not None and task.compute.hardware_accelerator is not None:
                found.add(
                    ACCELERATOR,
                    place,
                    f"{who} has compute.hardware_accelerator beside {cluster}",
                    f"take {cluster} away, or choose a node type with GPUs and leave compute out",
                    near=("compute", "hardware_accelerator"),
                )
            continue
        if task.libraries and _installs_on_serverless(task) and not left_out.may_have(*CLUSTERS):
            found.add(
                LIBRARIES_ON_SERVERLESS,
                place,
                f"{who} has libraries, and no cluster to install them on",
                _as_dependencies(task),
                near=("libraries",),
            )
        index, environment = _environment_of(task, job)
        if environment is None or task.spark_jar_task is None:
            continue
        if job.left_out_of(None).below(("environments", index, "spec")).may_have("java_dependencies"):
            continue
        if environment.spec is None or not environment.spec.java_dependencies:
            found.add(
                JAR_ON_SERVERLESS,
                place,
                f"{who} is a spark_jar_task, and environment {task.environment_key!r} has no java_dependencies",
                'write the JAR there: java_dependencies: ["/Volumes/catalog/schema/volume/app.jar"]',
                near=("environment_key",),
            )


def _installs_on_serverless(task: Work) -> bool:
    """True for a task on serverless compute; what lacks compute, or has no use for it, is told elsewhere."""
    types = types_of(task)
    if len(types) != 1 or types[0] in RUN_ELSEWHERE:
        return False
    notebook = task.notebook_task
    return task.environment_key is not None or (notebook is not None and notebook.warehouse_id is None)


def _as_dependencies(task: Work) -> str:
    packages = [each.pypi.package if each.pypi is not None else each.whl for each in task.libraries or ()]
    dependencies = ", ".join(f'"{each}"' for each in packages if each is not None) or "..."
    where = (
        f"environment {task.environment_key!r}"
        if task.environment_key is not None
        else "an environment, and name it in environment_key; or give the task a cluster"
    )
    return f"write dependencies: [{dependencies}] in the spec of {where}"


def _environment_of(task: Work, job: Job) -> tuple[int, Environment | None]:
    environments = enumerate(job.settings.environments or ())
    return next(((at, each) for at, each in environments if each.environment_key == task.environment_key), (0, None))
