"""What became of a job's templates, one entry a template, with every place where it stands."""

from __future__ import annotations

from collections.abc import Iterable
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


def templates_text(jobs: Iterable[Job]) -> str:
    """The same for people: per job a line for each template, what it became, how near that is, and where it stands."""
    blocks = []
    for job in jobs:
        shown = templates_of(job)
        head = f"{shown['name']}    {job.place.origin.file}" if job.place.origin else str(shown["name"])
        rows = [_row(entry, shown["variables"]) for entry in shown["templates"]]
        widths = [max(len(cells[column]) for cells in rows) for column in range(3)] if rows else []
        lines = [
            "  " + "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)), cells[3]])
            for cells in rows
        ]
        lines += [f"  parameter {name} = {default}" for name, default in sorted(shown["parameters"].items())]
        blocks.append("\n".join([head, *(lines or ["  no templates"])]))
    return "\n\n".join(blocks)


def _row(entry: dict[str, Any], variables: dict[str, str | None]) -> tuple[str, str, str, str]:
    becomes = entry["becomes"]
    if becomes is None:
        becomes = "none"
    name = becomes.removeprefix("${var.").removesuffix("}")
    if variables.get(name) is not None and becomes == f"${{var.{name}}}":
        becomes = f'{becomes} = "{variables[name]}"'
    first, *others = entry["places"]
    where = first.rpartition(": ")[0].rpartition(": ")[2] + f": {first.rpartition(': ')[2]}"
    count = f"{len(entry['places'])} places, first " if others else ""
    return entry["template"], f"-> {becomes}", str(entry["grade"]), f"{count}{where}"
