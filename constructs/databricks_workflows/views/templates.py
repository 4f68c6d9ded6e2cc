"""What became of a job's templates, one entry a template, with every place where it stands."""

from __future__ import annotations

from typing import Any

from databricks_workflows.resolve.resolved import Job


def templates_of(job: Job) -> dict[str, Any]:
    """The templates of a job with their grades, and the parameters and variables that they ask for."""
    entries: dict[tuple[str, str | None, str], list[str]] = {}
    for each in job.translated:
        origin = f"{each.place.origin}: " if each.place.origin else ""
        entries.setdefault((each.written, each.becomes, each.grade), []).append(f"{origin}{each.who}: {each.field}")
    return {
        "name": job.settings.name,
        "templates": [
            {"template": written, "becomes": becomes, "grade": grade, "places": places}
            for (written, becomes, grade), places in entries.items()
        ],
        "parameters": {each.name: each.default for each in job.settings.parameters or ()},
        "variables": dict(job.variables),
    }
