"""Resources that refer to themselves.

See https://developer.hashicorp.com/terraform/language/expressions/references
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.references import references_in
from databricks_workflows.documents.templates import templates_in
from databricks_workflows.rules.documents import OWN_REFERENCE

_OF_TERRAFORM = ("connection", "depends_on", "lifecycle", "provisioner")
"""Blocks that are no arguments of the resource; what Terraform makes of its name in there is another matter."""


def own_references(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Resources and data sources with an argument that names them; a job that runs itself is told of as such."""
    for each in templates_in(data):
        if each.below[0] in _OF_TERRAFORM or "run_job_task" in each.below:
            continue
        if each.block in references_in(each.text):
            summary = f"{each.where} refers to {each.block} itself, which is not there before it is made"
            in_task = "in a task write {{job.id}} or {{job.name}}, which Databricks fills in when it runs"
            yield Fault(OWN_REFERENCE, each.block, each.at, summary, in_task if each.task else "write the value itself")
