"""Where the problems of all stacks meet before any is shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from databricks_workflows.diagnostics import Diagnostic, in_order, regrade
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import Compiled, check_together
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules import CONSTRUCT_INVALID
from databricks_workflows.views.suppressions import heeded, leftovers


class Collector:
    """What an app is that gathers the results of its stacks."""

    def __init__(self) -> None:
        self._compiled: dict[str, Compiled] = {}
        self._others: list[Diagnostic] = []

    @property
    def compiled(self) -> dict[str, Compiled]:
        """What the last synth made of each stack, by the stack's path."""
        return dict(self._compiled)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Every problem that the last synth found, in the order of the authors' files."""
        stacks = list(self._compiled.values())
        compiled = [each for stack in stacks for each in stack.diagnostics]
        found = [*compiled, *heeded(check_together(stacks)), *self._others]
        suppressions = [each for stack in stacks for each in stack.suppressions]
        severities = {code: severity for stack in stacks for code, severity in stack.severities.items()}
        left = regrade(leftovers(_files_of(stacks), suppressions, found), severities)
        return tuple(in_order([*found, *left]))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that keep the documents from being written."""
        return tuple(each for each in self.diagnostics if each.is_error)

    def forget(self) -> None:
        """Begin anew."""
        self._compiled.clear()
        self._others.clear()

    def collect(self, stack: str, compiled: Compiled) -> None:
        """Take a stack's result in."""
        self._compiled[stack] = compiled

    def collect_raised(self, error: WorkflowError) -> None:
        """Take in what an aspect raised."""
        self._others += error.diagnostics

    def collect_invalid(self, stack: str, message: str) -> None:
        """Take in what other constructs' validations say of a stack, in CDKTF's one text."""
        lines = [line.strip() for line in message.splitlines()]
        found = [line for line in lines if line.startswith("[")] or [" ".join(filter(None, lines))]
        jobs = self._compiled[stack].jobs if stack in self._compiled else ()
        self._others += [invalid(line if line.startswith("[") else f"[{stack}] {line}", jobs) for line in found]


def _files_of(stacks: Iterable[Compiled]) -> set[str]:
    """The files of the app itself that its workflows are written in; none that is installed, or another app's too."""
    jobs = [job for stack in stacks for job in stack.jobs]
    places = [place for job in jobs for place in (job.place, *job.task_places.values())]
    places += [each.place for stack in stacks for each in stack.suppressions]
    files = {Path(place.origin.file) for place in places if place.origin}
    return {file.as_posix() for file in files if not file.is_absolute() and "site-packages" not in file.parts}


def invalid(message: str, jobs: Iterable[Job]) -> Diagnostic:
    """``[path] text``, as CDKTF tells what a construct says of itself; where the path is ours, its line is known."""
    path, _, text = message.removeprefix("[").partition("] ")
    places = (place for job in jobs for place in (job.place, *job.task_places.values()))
    return Diagnostic(
        code=CONSTRUCT_INVALID.code,
        severity=CONSTRUCT_INVALID.severity,
        summary=text,
        path=path,
        origin=next((place.origin for place in places if place.path == path), None),
    )
