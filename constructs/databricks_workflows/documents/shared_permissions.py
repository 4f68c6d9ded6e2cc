"""Several databricks_permissions of one job: each has all there is, and takes away what the other gave.

See https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/permissions
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.declared import blocks
from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.terraform_form import JOB_OF
from databricks_workflows.rules.documents import SHARED_PERMISSIONS

_OF_AN_INSTANCE = re.compile(r"\b(?:each|count)\.")


def shared_permissions(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Each databricks_permissions of a job that another one before it is for, too."""
    firsts: dict[tuple[str, str], str] = {}
    for (kind, name), body, at in blocks(data, "resource"):
        job_id = body.get("job_id")
        if kind != "databricks_permissions" or not isinstance(job_id, str | int):
            continue
        if _OF_AN_INSTANCE.search(str(job_id)):  # one text, and another job for each of them
            continue
        reference = JOB_OF.fullmatch(str(job_id))
        job = f"databricks_job.{reference[1]}" if reference else str(job_id)
        block = f"{kind}.{name}"
        first = firsts.setdefault((job, str(body.get("provider"))), block)
        if first != block:
            summary = f"{block}: {first} is for job {job} too, and each takes away what the other one gives"
            remedy = f"bring all access_control blocks together in {first}"
            yield Fault(SHARED_PERMISSIONS, block, (*at, "job_id"), summary, remedy)
