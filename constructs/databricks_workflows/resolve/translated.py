"""What became of each template: kept for those who look a translation over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from databricks_workflows.diagnostics import Place


class Grade(StrEnum):
    """How near the translation is to what was written."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    DEPLOY_TIME = "fixed at deploy time"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Translated:
    """One template in one place.

    Args:
        written: the template, as the author wrote it.
        becomes: what stands in its place; None where it has no equivalent.
        grade: how near that is.
        who: the task or job it belongs to.
        field: the field it stands in.
        place: where the author wrote it.
    """

    written: str
    becomes: str | None
    grade: Grade
    who: str
    field: str
    place: Place
