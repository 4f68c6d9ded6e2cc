"""The arguments of ``databricks_job`` and ``databricks_permissions``, as Terraform's JSON has them.

See https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/job
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.model import JobSettings, Model
from databricks_workflows.model.tokens import escape, is_unknown
from databricks_workflows.render.order import in_order
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.schema.names import terraform_names


def job_arguments(job: Job) -> dict[str, Any]:
    """The job's arguments; the same job gives the same arguments, whatever order it was written in."""
    arguments = job_settings_arguments(job.settings)
    for task in arguments.get("task", ()):
        task.update(_text(job.task_extra.get(task["task_key"], {})))
    arguments.update(_text(job.extra))
    return arguments


def job_settings_arguments(settings: JobSettings) -> dict[str, Any]:
    """The arguments of a job that stands alone."""
    return render(in_order(settings))


def provider_arguments(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """A provider's settings: text is text here as well."""
    escaped: dict[str, Any] = _text(arguments)
    return escaped


def permissions_arguments(job: Job) -> dict[str, Any]:
    """The arguments of the permissions beside the job, but the job's id."""
    return {"access_control": [render(each) for each in job.permissions]}


def render(model: Model) -> dict[str, Any]:
    """A model in Terraform's words; None is dropped, 0, False, "" and {} are kept."""
    names = terraform_names(type(model).__name__)
    values = model.__dict__
    return {
        names.get(field, field): _value(values[field])
        for field in type(model).model_fields
        if values[field] is not None
    }


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Model):
        return render(value)
    if isinstance(value, list) and not is_unknown(value):
        return [_value(each) for each in value]
    return _text(value)


def _text(value: Any) -> Any:
    """The author's own text is data: what Terraform would read as a template is escaped."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {escape(name): _text(each) for name, each in value.items()}
    if isinstance(value, list) and not is_unknown(value):
        return [_text(each) for each in value]
    return value
