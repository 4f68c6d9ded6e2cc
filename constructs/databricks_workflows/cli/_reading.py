"""What was found in the paths of a command, and how it was to be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from databricks_workflows.diagnostics import Diagnostic
    from databricks_workflows.resolve.resolved import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a workflow file is compiled; an app says that itself, a document is compiled already. None: the default."""

    task_keys: Literal["path", "airflow"] | None = None
    on_unmapped: Literal["error", "keep"] | None = None
    ds: Literal["interval_start", "fire_time"] | None = None
    allow_unsupported: bool = False
    variables: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading workflow files and running apps may take.

    Args:
        timeout: seconds for each file or app.
        workers: how many are read at once; None is one for each CPU.
    """

    timeout: float = 30
    workers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is compiled on its own: a file, or a stack of an app.

    Args:
        name: the file, or the stack's path.
        is_stack: which of the two it is.
        jobs: the jobs in it, as far as they could be made.
        diagnostics: its problems.
    """

    name: str
    is_stack: bool
    jobs: tuple[Job, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is in some paths: their parts, and all problems in the order of the files, each at its own line."""

    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All jobs."""
        return tuple(job for part in self.parts for job in part.jobs)

    def closing(self) -> str:
        """``2 errors, 1 warning in 2 of 10 stacks``."""
        from databricks_workflows.views.problems import Tally, closing

        wrong = sum(bool(part.diagnostics) for part in self.parts)
        if not wrong:  # the program failed before it came to a stack
            return str(Tally.of(self.diagnostics))
        return closing(self.diagnostics, wrong, len(self.parts), self.unit)

    @property
    def unit(self) -> str:
        """What a part is called."""
        kinds = {part.is_stack for part in self.parts}
        return "stack" if kinds == {True} else "file" if kinds <= {False} else "file or stack"


def of_file(path: Path, jobs: tuple[Job, ...], diagnostics: Iterable[Diagnostic]) -> Reading:
    """What is in a file, each problem at its own line, and as bad as the file's project and the file itself say.

    Raises:
        Unusable: the project gives severities that there are not.
    """
    from databricks_workflows.cli._project import project_severities
    from databricks_workflows.diagnostics import regrade
    from databricks_workflows.views.locate import refine
    from databricks_workflows.views.same_place import told_once
    from databricks_workflows.views.suppressions import heeded

    severities = project_severities(path.parent, app=Path())
    found = tuple(told_once(regrade(heeded(refine(diagnostics)), severities)))
    return reading_of([Part(name=str(path), is_stack=False, jobs=jobs, diagnostics=found)], found)


def joined(readings: Iterable[Reading]) -> Reading:
    """Several as one."""
    read = list(readings)
    return reading_of(
        [part for each in read for part in each.parts], [each for one in read for each in one.diagnostics]
    )


def reading_of(parts: Iterable[Part], diagnostics: Iterable[Diagnostic]) -> Reading:
    """Parts and problems, these in the order of the files."""
    from databricks_workflows.diagnostics import in_order

    return Reading(parts=tuple(parts), diagnostics=tuple(in_order(diagnostics)))
