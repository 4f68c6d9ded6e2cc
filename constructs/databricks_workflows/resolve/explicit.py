"""What is always written, although it could be left out (C5, M6).

An update sends the whole job, and the provider fills what a document leaves out from the old state at the same list
position: a new task that sorts first would hand its neighbour's settings down the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.model.local_files import LocalFile
from databricks_workflows.resolve.draft import Tasks, map_work

_GIT_OR_WORKSPACE = ("notebook_task", "dbt_task")


def write_out_job(fields: Mapping[str, Any]) -> dict[str, Any]:
    """``queue``: left out, Terraform turns queueing off, while jobs of the API have it on."""
    return {"queue": {"enabled": True}, **fields}


def write_out_tasks(tasks: Tasks, has_git_source: bool) -> Tasks:
    """``retry_on_timeout`` and ``source`` of every task, also of the task inside a for-each."""

    def written_out(fields: dict[str, Any]) -> dict[str, Any]:
        default = "GIT" if has_git_source else "WORKSPACE"
        for name in _GIT_OR_WORKSPACE:
            if name in fields:
                own = isinstance(fields[name].get("notebook_path"), LocalFile)
                fields[name] = {"source": "WORKSPACE" if own else default, **fields[name]}
        if "spark_python_task" in fields:
            fields["spark_python_task"] = {"source": "WORKSPACE", **fields["spark_python_task"]}
        sql = fields.get("sql_task", {})
        if "file" in sql:
            own = isinstance(sql["file"].get("path"), LocalFile)
            fields["sql_task"] = {**sql, "file": {"source": "WORKSPACE" if own else default, **sql["file"]}}
        return {"retry_on_timeout": False, **fields}

    return tuple(map_work(task, written_out) for task in tasks)
