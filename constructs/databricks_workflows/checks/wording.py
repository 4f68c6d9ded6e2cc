"""What to write, in the words of whoever wrote the job: Python, or a document of Terraform or of the Jobs API."""

from __future__ import annotations

import json

from databricks_workflows.diagnostics import Rule
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.schema.names import terraform_name


def field_of_job(job: Job, name: str, value: str) -> str:
    """A field of the job: ``extra_job_params={"parameters": [...]}``, in a document ``"parameters": [...]``.

    Args:
        job: the job.
        name: what the Jobs API calls the field.
        value: its value as JSON.
    """
    match job.wording:
        case Wording.PYTHON:
            return f'extra_job_params={{"{name}": {value}}}'
        case Wording.TERRAFORM:
            return f'"{terraform_name("JobSettings", name)}": {value}'
        case Wording.API:
            return f'"{name}": {value}'


def waiting(job: Job, before: str, after: str | None, outcome: bool | None = None) -> str:
    """One task that waits for another: ``check.outcome(True) >> load``, in a document an item of ``depends_on``.

    Args:
        job: the job.
        before: the task that is waited for.
        after: the one that waits; None for any.
        outcome: the outcome of a condition task that it waits for.
    """
    if job.wording is Wording.PYTHON:
        return f"{before}{'' if outcome is None else f'.outcome({outcome})'} >> {after or 'task'}"
    dependency = {"task_key": before} | ({} if outcome is None else {"outcome": str(outcome).lower()})
    return f'"depends_on": [{json.dumps(dependency)}] in {f"task {after!r}" if after else "that task"}'


def turned_off(job: Job, rule: Rule) -> str:
    """A rule that is not to be told of: at the construct, for a document in the project."""
    if job.wording is Wording.PYTHON:
        return f"suppress={[rule.code]!r}"
    return rule.turned_off
