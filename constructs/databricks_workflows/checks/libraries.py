"""The libraries of a task beside each other."""

from __future__ import annotations

import re

from databricks_workflows.checks.serverless import CLUSTERS
from databricks_workflows.checks.task_types import Work, work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster, Library
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.left_out import LeftOut
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import DUPLICATE_LIBRARY, NO_WHEEL, TWO_VERSIONS

# What may bring a package.
_OF_ENVIRONMENTS = ("dependencies", "base_environment")
_OF_CLUSTERS = ("init_scripts", "docker_image", "policy_id")

_PINNED = re.compile(r"\s*([\w.-]+)\s*(\[[^]]*\])?\s*==\s*(\S+)\s*")


def check_libraries(job: Job, found: Diagnostics) -> None:
    """A library twice, one package in two versions, and a wheel that comes from nowhere."""
    for who, task, place, left_out in work_of(job):
        libraries = task.libraries or []
        versions: dict[str, str] = {}
        for index, library in enumerate(libraries):
            near = ("libraries", index)
            if library in libraries[:index]:
                summary = f"{who}: libraries has {shown(library.as_dict())} twice"
                found.add(DUPLICATE_LIBRARY, place, summary, "keep one of them", near=near)
                continue
            name, version = _pinned(library)
            first = versions.setdefault(name, version)
            if name and first != version:
                summary = f"{who}: libraries has {name} in the versions {first!r} and {version!r}"
                found.add(TWO_VERSIONS, place, summary, "keep one of them", near=near)
        if task.python_wheel_task is not None and not libraries and _starts_bare(task, job, left_out):
            found.add(
                NO_WHEEL,
                place,
                f"{who} runs {task.python_wheel_task.package_name!r}, and nothing installs it",
                'write libraries: [{"whl": "/Volumes/..."}] or [{"pypi": {"package": ...}}]'
                if task.environment_key is None
                else f"write the wheel in the dependencies of environment {task.environment_key!r}",
                near=("python_wheel_task", "package_name"),
            )


def _pinned(library: Library) -> tuple[str, str]:
    """Name and version of a package from an index; two empty texts where it is none, or its version is open."""
    if library.pypi is not None and (match := _PINNED.fullmatch(library.pypi.package)) is not None:
        return re.sub(r"[-_.]+", "-", match[1]).lower(), match[3]
    if library.maven is not None and library.maven.coordinates.count(":") == 2:
        name, _, version = library.maven.coordinates.rpartition(":")
        return name, version
    return "", ""


def _starts_bare(task: Work, job: Job, left_out: LeftOut) -> bool:
    """True where the task's compute is known, is new, and nothing of it could bring a package."""
    of_job = job.left_out_of(None)
    if left_out.may_have("libraries") or of_job.may_have("libraries"):
        return False
    if task.environment_key is not None:
        specs = [
            (each.spec, of_job.below(("environments", index, "spec")))
            for index, each in enumerate(job.settings.environments or ())
            if each.environment_key == task.environment_key
        ]
        return any(
            (spec is None or not (spec.dependencies or spec.base_environment)) and not lost.may_have(*_OF_ENVIRONMENTS)
            for spec, lost in specs
        )
    if sum(getattr(task, name) is not None for name in CLUSTERS) != 1:
        return False
    cluster, lost = task.new_cluster, left_out.below(("new_cluster",))
    for index, each in enumerate(job.settings.job_clusters or ()):
        if each.job_cluster_key == task.job_cluster_key:
            cluster, lost = each.new_cluster, of_job.below(("job_clusters", index, "new_cluster"))
    if not isinstance(cluster, Cluster) or lost.may_have(*_OF_CLUSTERS):
        return False
    return not any(getattr(cluster, name) for name in _OF_CLUSTERS)
