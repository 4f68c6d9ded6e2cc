"""The jobs and permissions of a Terraform document.

See https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from databricks_workflows.documents.body import Body
from databricks_workflows.documents.from_terraform import from_terraform
from databricks_workflows.documents.job import Entry, entries_of, job_of
from databricks_workflows.documents.json_lines import Path, objects
from databricks_workflows.documents.schema_problems import schema_problems
from databricks_workflows.documents.teller import Teller
from databricks_workflows.model import AccessControl, JobSettings, Model
from databricks_workflows.model.wording import Wording
from databricks_workflows.resolve.resolved import Job

JOB_OF = re.compile(r"\$\{databricks_job\.([\w-]+)\.(?:id|job_id)\}")
"""How permissions name the job that they are for."""


def terraform_jobs(data: Mapping[str, Any], teller: Teller) -> Iterator[Job]:
    """The jobs of a Terraform document in JSON."""
    teller.block(data.get("resource", {}), "resource", ("resource",))
    permissions = _permissions(data, teller)
    for address, body, at in _resources(data, "databricks_job", teller):
        job = _body(teller, JobSettings, "databricks_job", address, body, at)
        yield job_of(job, address, permissions.get(address, ()), teller)


def _permissions(data: Mapping[str, Any], teller: Teller) -> dict[str, Sequence[Entry]]:
    """Who may see, run or manage a job, by the job's address."""
    permissions: dict[str, Sequence[Entry]] = {}
    for address, body, at in _resources(data, "databricks_permissions", teller):
        whole = _body(teller, AccessControl, "databricks_permissions", address, body, at)
        job = JOB_OF.fullmatch(str(body.get("job_id")))
        if job is not None:
            permissions[job.group(1)] = entries_of(
                (
                    _body(teller, AccessControl, "", whole.path, entry, where, whole.told)
                    for entry, where in objects(body.get("access_control"), (*at, "access_control"))
                ),
                teller,
            )
    return permissions


def _resources(data: Mapping[str, Any], kind: str, teller: Teller) -> Iterator[tuple[str, Mapping[str, Any], Path]]:
    """Each resource of a type; Terraform takes an object or a list of objects at every level."""
    for resources, above in objects(data.get("resource"), ("resource",)):
        teller.block(resources.get(kind, {}), kind, (*above, kind))
        for named, below in objects(resources.get(kind), (*above, kind)):
            for address in named:
                if address == "//":
                    continue
                bodies = list(objects(named[address], (*below, address)))
                if not bodies:
                    teller.no_block(f"{kind}.{address}", (*below, address))
                for body, at in bodies:
                    yield address, body, at


def _body(
    teller: Teller,
    model: type[Model],
    resource: str,
    address: str,
    body: Mapping[str, Any],
    at: Path,
    told: set[Path] | None = None,
) -> Body:
    """A block of Terraform; a whole resource is checked against the provider's schema."""
    places: dict[Path, Path] = {}
    fields = from_terraform(model, body, at, places)
    path = f"{resource}.{address}" if resource else address
    read = Body(path, at, fields, places, told or set(), Wording.TERRAFORM)
    for problem in schema_problems(resource, body) if resource else ():
        read.told.add((*at, *problem.at))
        teller.tell_of(problem, read, (*at, *problem.at))
    return read
