"""A path fits its source (M15): relative in a git source, absolute in the workspace."""

from __future__ import annotations

import re

from databricks_workflows.checks.task_types import Work, work_of
from databricks_workflows.checks.wording import field_of_job
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import PATH_AND_SOURCE

_ABSOLUTE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")
_OURS = {"notebook_path": "Notebook", "python_file": "WorkspaceFile", "path": "WorkspaceFile"}


def check_paths(job: Job, found: Diagnostics) -> None:
    """Relative paths outside of git, absolute paths in it, GIT without a git source; not of an empty path."""
    for who, task, place, _ in work_of(job):
        for field, path, source in _paths(task, "WORKSPACE" if job.settings.git_source is None else "GIT"):
            if path == "" or is_unknown(path) or source not in ("GIT", "WORKSPACE"):
                continue  # what else a source is has been told, or is not known before the deployment
            given = f"{field} {path!r}"
            absolute = path is not None and bool(_ABSOLUTE.match(path))
            if source == "GIT" and job.settings.git_source is None:
                what = f"{given} has the source GIT" if path is not None else "its source is GIT"
                summary = f"{who}: {what}, and the job has no git_source"
                remedy = f"give {field_of_job(job, 'git_source', '{...}')}, or the source WORKSPACE"
            elif source == "GIT" and absolute:
                summary = f"{who}: {given} is absolute, and its source is GIT"
                remedy = "write the path from the repository's root, or give the source WORKSPACE"
            elif source != "GIT" and path is None:
                summary = f"{who} has no {field}, and its source is {source}"
                remedy = "write the absolute path in the workspace, or give a git_source and the source GIT"
            elif source != "GIT" and not absolute:
                summary = f"{who}: {given} is relative, and its source is {source}"
                by_us = ""
                if job.wording is Wording.PYTHON and field in _OURS:
                    by_us = f", put a file of yours there by {_OURS[field]}.from_file(...),"
                remedy = f"write the absolute path in the workspace{by_us} or give a git_source and the source GIT"
            else:
                continue
            found.add(PATH_AND_SOURCE, place, summary, remedy, near=(field, path or source))


def _paths(task: Work, default: str) -> list[tuple[str, str | None, str]]:
    """Field, path and source of a task's files; a source that a document leaves out is what C5 says it means.

    The one path that may be left out is that of a dbt project, which is then the repository's root.
    """
    found: list[tuple[str, str | None, str]] = []
    if task.notebook_task is not None:
        found.append(("notebook_path", task.notebook_task.notebook_path, task.notebook_task.source or default))
    if task.spark_python_task is not None:
        found.append(("python_file", task.spark_python_task.python_file, task.spark_python_task.source or "WORKSPACE"))
    if task.sql_task is not None and task.sql_task.file is not None:
        found.append(("path", task.sql_task.file.path, task.sql_task.file.source or default))
    if task.dbt_task is not None:
        found.append(("project_directory", task.dbt_task.project_directory, task.dbt_task.source or default))
    return found
