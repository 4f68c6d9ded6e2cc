"""A resolved job as it would be posted to ``jobs/create``.

See https://docs.databricks.com/api/workspace/jobs/create
"""

from __future__ import annotations

from typing import Any

from databricks_workflows.model import Model
from databricks_workflows.model.beside import Beside
from databricks_workflows.model.job_ref import JobRef
from databricks_workflows.render.order import in_order
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.schema.names import names_table


def job_create_body(job: Job) -> dict[str, Any]:
    """The body of the request: what only tells Terraform something is left out, permissions are in.

    Terraform's expressions stand as they are; fields given as ``extra`` too, in the words they were given in.
    """
    body: dict[str, Any] = {**_posted(in_order(job.settings)), "format": "MULTI_TASK"}
    for task in body.get("tasks", ()):
        task.update(job.task_extra.get(task["task_key"], {}))
    body.update(job.extra)
    if job.permissions:
        body["access_control_list"] = [_posted(each) for each in job.permissions]
    return body


def _posted(value: Any) -> Any:
    if isinstance(value, Model):
        only_terraform = names_table()["terraform_only"].get(type(value).__name__, ())
        return {
            name: _posted(each)
            for name, each in value.__dict__.items()
            if each is not None and name not in only_terraform
        }
    if isinstance(value, list | tuple):
        return [_posted(each) for each in value]
    return with_paths(value)


def with_paths(value: Any) -> Any:
    """The same value; what Terraform fills in is shown for what it is: the id of a job that is declared beside it as
    ``{"$job": path}``, a file as its place in the workspace."""
    if isinstance(value, JobRef):
        return {"$job": value.path}
    if isinstance(value, Beside):
        return value.shown
    if isinstance(value, dict):
        return {name: with_paths(each) for name, each in value.items()}
    return [with_paths(each) for each in value] if isinstance(value, list) else value
