"""Where the problems of all stacks meet before any is shown."""

from __future__ import annotations

from databricks_workflows.diagnostics import Diagnostic, in_order
from databricks_workflows.errors import WorkflowError
from databricks_workflows.pipeline import Compiled, check_together
from databricks_workflows.rules import CONSTRUCT_INVALID


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
        return tuple(in_order([*compiled, *check_together(stacks), *self._others]))

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
        self._others += [self._invalid(line, stack) for line in found]

    def _invalid(self, line: str, stack: str) -> Diagnostic:
        """CDKTF puts the construct's path before what is wrong with it; where that is ours, its place is known."""
        path, _, summary = line[1:].partition("] ") if line.startswith("[") else ("", "", line)
        jobs = self._compiled[stack].jobs if stack in self._compiled else ()
        places = [place for job in jobs for place in (job.place, *job.task_places.values())]
        return Diagnostic(
            code=CONSTRUCT_INVALID.code,
            severity=CONSTRUCT_INVALID.severity,
            summary=summary,
            path=path or stack,
            origin=next((place.origin for place in places if place.path == path), None),
        )
