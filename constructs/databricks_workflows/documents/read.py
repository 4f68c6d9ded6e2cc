"""Documents as resolved jobs, the inverse of rendering: a ``cdk.tf.json``, or a job as the Jobs API has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from databricks_workflows.diagnostics import Diagnostic, Diagnostics, Origin, Place
from databricks_workflows.documents.api_form import api_jobs, jobs_in
from databricks_workflows.documents.json_lines import NotJson, read_json
from databricks_workflows.documents.literal_secrets import literal_secrets
from databricks_workflows.documents.own_references import own_references
from databricks_workflows.documents.shared_permissions import shared_permissions
from databricks_workflows.documents.teller import Teller
from databricks_workflows.documents.terraform_form import terraform_jobs
from databricks_workflows.documents.unclosed_templates import unclosed_templates
from databricks_workflows.documents.undeclared import misspelt_resources, undeclared
from databricks_workflows.model._base import dotted
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CANNOT_READ, NOTHING_FOUND, REPEATED_NAME

_OF_TERRAFORM = frozenset("data import locals module moved output provider resource terraform variable".split())
_OF_THE_API = frozenset("job_clusters job_id jobs name settings tasks".split())


@dataclass(frozen=True, slots=True)
class Document:
    """The jobs of a document, as far as they could be read, and what is wrong with how they are written."""

    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_document(content: bytes, file: str, beside: Sequence[Mapping[str, Any]] | None = None) -> Document:
    """Read the jobs of a Terraform document in JSON, or of an answer or a request of the Jobs API.

    Args:
        content: the file's bytes.
        file: the file's name, for messages.
        beside: the other documents of its folder, which to Terraform are one configuration with it; None where these
            are not all known, so that what this one refers to may well be declared.

    Returns:
        The jobs and the problems; nothing is raised for a wrong document. The rules of ``checks`` are yet to run.
    """
    found = Diagnostics()
    try:
        text = read_json(content)
    except NotJson as error:
        found.add(CANNOT_READ, Place("", Origin(file, error.line)), f"{file}: {error}", "give a document in JSON")
        return Document((), tuple(found))
    teller = Teller(text, file, found)
    for at, line in text.repeated.items():
        if any(at[:length] in text.repeated for length in range(len(at))):
            continue  # what is in it is read twice, too
        summary = f"{dotted(at)} stands twice, first in line {line}: what it was there is lost"
        teller.tell(REPEATED_NAME, "", at, summary, "keep one; of several blocks make a list")
    names = set(text.data) if isinstance(text.data, Mapping) else set()
    if _are_jobs(text.data):
        jobs = list(jobs_in(text.data, (), teller))
    elif "resource" not in names and names & _OF_THE_API:
        jobs = list(api_jobs(text.data, teller))
    elif names & _OF_TERRAFORM:
        jobs = list(terraform_jobs(text.data, teller))
        teller.tell_faults(misspelt_resources(text.data))
        teller.tell_faults(literal_secrets(text.data))
        teller.tell_faults(shared_permissions(text.data))
        teller.tell_faults(unclosed_templates(text.data))
        teller.tell_faults(own_references(text.data))
        if beside is not None:
            teller.tell_faults(undeclared(text.data, beside))
    else:
        found.add(
            NOTHING_FOUND,
            Place("", Origin(file, 1)),
            f"{file} holds neither resource.databricks_job nor a job of the Jobs API",
            "give a cdk.tf.json, or what jobs/get or jobs/list answers or jobs/create takes, or a list of such jobs",
        )
        jobs = []
    return Document(tuple(jobs), tuple(found))


def _are_jobs(data: Any) -> bool:
    """True for a list of jobs, as ``jobs list`` of the command line prints it."""
    jobs = data if isinstance(data, list) else []
    return any(isinstance(each, Mapping) and each.keys() & _OF_THE_API for each in jobs)
