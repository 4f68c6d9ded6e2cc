"""The libraries of a task beside each other."""

from __future__ import annotations

import re

from databricks_workflows.checks.serverless import CLUSTERS
from databricks_workflows.checks.task_types import Work, work_of
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model import Cluster, Library
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.blocks import DUPLICATE_LIBRARY, NO_WHEEL, TWO_VERSIONS

_PINNED = re.compile(r"\s*([\w.-]+)\s*(\[[^]]*\])?\s*==\s*(\S+)\s*")


def check_libraries(job: Job, found: Diagnostics) -> None:
    """A library twice, one package in two versions, and a wheel that comes from nowhere."""
    for who, task, place in work_of(job):
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
        if task.python_wheel_task is not None and not libraries and _starts_bare(task, job):
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


def _starts_bare(task: Work, job: Job) -> bool:
    """True where the task's compute is known, is new, and nothing of it could bring a package."""
    if not job.complete:
        return False
    if task.environment_key is not None:
        environments = job.settings.environments or ()
        specs = [each.spec for each in environments if each.environment_key == task.environment_key]
        return any(spec is None or not (spec.dependencies or spec.base_environment) for spec in specs)
    clusters = [each for each in job.settings.job_clusters or () if each.job_cluster_key == task.job_cluster_key]
    cluster = task.new_cluster if task.new_cluster is not None else next((c.new_cluster for c in clusters), None)
    if sum(getattr(task, name) is not None for name in CLUSTERS) != 1 or not isinstance(cluster, Cluster):
        return False
    return not (cluster.init_scripts or cluster.docker_image or cluster.policy_id)
