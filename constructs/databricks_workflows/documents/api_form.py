"""The jobs of an answer or a request of the Jobs API.

See https://docs.databricks.com/api/workspace/jobs/get
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.answers import without_what_says_nothing
from databricks_workflows.documents.body import Body
from databricks_workflows.documents.job import entries_of, job_of
from databricks_workflows.documents.json_lines import Path, objects
from databricks_workflows.documents.teller import Teller
from databricks_workflows.resolve.addresses import slug
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import WRONG_TYPE


def api_jobs(data: Mapping[str, Any], teller: Teller) -> Iterator[Job]:
    """One job, or those of a list of them: what ``jobs/list`` answers and ``show --as api`` prints."""
    if "jobs" not in data:
        yield _job(data, (), teller)
        return
    yield from jobs_in(data["jobs"], ("jobs",), teller)


def jobs_in(jobs: Any, at: Path, teller: Teller) -> Iterator[Job]:
    """The jobs of a list."""
    teller.block(jobs, "jobs", at, "give what jobs/list answers")
    for each, where in objects(jobs, at):
        yield _job(each, where, teller)


def _job(data: Mapping[str, Any], at: Path, teller: Teller) -> Job:
    is_answer = "settings" in data
    settings, at = (data["settings"], (*at, "settings")) if is_answer else (data, at)
    if not isinstance(settings, Mapping):
        teller.tell(WRONG_TYPE, "", at, "settings is no mapping of fields", "give the job's fields")
        settings = {}
    places: dict[Path, Path] = {}
    if is_answer:
        settings = without_what_says_nothing(settings, at, places)
    name = settings.get("name")
    path = name if isinstance(name, str) and name else "job"
    entries = entries_of(
        (
            Body(path, where, entry)
            for entry, where in objects(settings.get("access_control_list"), (*at, "access_control_list"))
        ),
        teller,
    )
    fields = {name: value for name, value in settings.items() if name != "access_control_list"}
    return job_of(Body(path, at, fields, places), slug(path), entries, teller)
