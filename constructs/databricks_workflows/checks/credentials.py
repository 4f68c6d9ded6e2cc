"""No secret stands in a document (C6)."""

from __future__ import annotations

from typing import Any

from databricks_workflows.checks.every_text import texts_of
from databricks_workflows.checks.wording import turned_off
from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model.secrets import credential_in, why_secret
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CREDENTIAL, SUSPICIOUS_NAME

_REMEDY = "keep it in a secret scope and name it: {{secrets/scope/key}} in spark_conf, dbutils.secrets.get in code"


def check_credentials(job: Job, found: Diagnostics) -> None:
    """Values that look like credentials, and literals under names that promise one."""
    _check({**job.settings.__dict__, "tasks": None}, f"workflow {job.settings.name!r}", job.place, job, found)
    for task in job.settings.tasks or ():
        _check(task, f"task {task.task_key!r}", job.place_of(str(task.task_key)), job, found)
    _check({"extra": dict(job.extra)}, f"workflow {job.settings.name!r}", job.place, job, found)
    for key, extra in job.task_extra.items():
        _check({"extra": dict(extra)}, f"task {key!r}", job.place_of(key), job, found)
    _check({"variable": dict(job.variables)}, f"workflow {job.settings.name!r}", job.place, job, found)
    if job.connection is not None:
        _check(dict(job.connection.arguments), f"connection {job.connection.conn_id!r}", job.place, job, found)


def _check(value: Any, who: str, place: Place, job: Job, found: Diagnostics) -> None:
    for path, text in texts_of(value):
        if is_unknown(text):
            continue
        field = ".".join(map(str, path))
        kind = credential_in(text)
        if kind is not None:
            found.add(CREDENTIAL, place, f"{who}: the value of {field} looks like {kind}", _REMEDY, near=path)
            continue
        why = why_secret(field, str(path[-1]) if path else "", text)
        if why is not None:
            remedy = f"{_REMEDY}\nif it is none, {turned_off(job, SUSPICIOUS_NAME)}"
            found.add(SUSPICIOUS_NAME, place, f"{who}: {why}", remedy, near=path)
