"""Job parameters: declared once, not under the name of a task's own, and known to the job that gets them.

See https://docs.databricks.com/jobs/parameters.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from databricks_workflows.checks.job_references import jobs_run_by
from databricks_workflows.checks.task_types import Work, work_of
from databricks_workflows.diagnostics import Diagnostics, did_you_mean
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.dynamic_values import reference, references
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import PARAMETER_OVERRIDDEN, PARAMETER_TWICE, UNDECLARED_IN_OTHER_JOB

_PUSHED_DOWN = {
    "notebook_task": "base_parameters",
    "python_wheel_task": "named_parameters",
    "sql_task": "parameters",
    "run_job_task": "job_parameters",
}


def check_job_parameters(job: Job, found: Diagnostics) -> None:
    """Parameters declared twice, and those that override a task's own."""
    names = Counter(parameter.name for parameter in job.settings.parameters or ())
    for name, count in names.items():
        if count > 1:
            found.add(
                PARAMETER_TWICE,
                job.place,
                f"workflow {job.settings.name!r} declares parameter {name!r} {count} times",
                "declare it once",
                near=("parameters", name),
            )
    for who, task, place, _ in work_of(job):
        for field, name, value in _named(task):
            if name in names and [each.names for each in references(value)] != [("job", "parameters", name)]:
                found.add(
                    PARAMETER_OVERRIDDEN,
                    place,
                    f"{who}: {field} has {name!r}, {shown(value)}, and the job parameter of that name overrides it",
                    f"rename one of them, or write {reference('job', 'parameters', name)}",
                    near=(field, name),
                )


def _named(task: Work) -> Iterator[tuple[str, str, str]]:
    """Field, name and value of each named parameter that job parameters are pushed down to."""
    for work, field in _PUSHED_DOWN.items():
        values = getattr(getattr(task, work), field, None)
        if isinstance(values, Mapping):
            yield from ((field, name, value) for name, value in values.items())


def check_parameters_of_others(jobs: Sequence[Job], found: Diagnostics) -> None:
    """What a job hands to another one of the stack that does not declare it."""
    by_address = {job.address: job for job in jobs}
    for job in jobs:
        for task_key, run, address in jobs_run_by(job):
            other = by_address.get(address)
            if other is None or "parameters" in other.unread or not isinstance(run.job_parameters, Mapping):
                continue
            declared = [parameter.name for parameter in other.settings.parameters or ()]
            for name in run.job_parameters:
                if name not in declared:
                    found.add(
                        UNDECLARED_IN_OTHER_JOB,
                        job.place_of(task_key),
                        f"task {task_key!r} hands parameter {name!r} to job {other.settings.name!r}, which declares no "
                        "such parameter",
                        did_you_mean(name, declared) or "declare it there with a default, or take it away",
                        near=("job_parameters", name),
                    )
