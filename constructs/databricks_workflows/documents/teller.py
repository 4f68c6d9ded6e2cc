"""Telling what is wrong with a document, at the line where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Origin, Place, Rule
from databricks_workflows.documents.body import Body
from databricks_workflows.documents.fault import Fault
from databricks_workflows.documents.json_lines import JsonText, Path
from databricks_workflows.model._base import Problem, dotted
from databricks_workflows.model.wording import Wording
from databricks_workflows.rules import WRONG_TYPE
from databricks_workflows.rules.documents import TAKEN_BY_API


@dataclass(frozen=True, slots=True)
class Teller:
    """What is read, and where what is wrong with it goes.

    Args:
        text: the document.
        file: its name, for messages.
        found: takes the problems.
    """

    text: JsonText
    file: str
    found: Diagnostics

    def tell_faults(self, faults: Iterable[Fault]) -> None:
        """Tell of what is wrong beside the jobs."""
        for each in faults:
            near = tuple(word for word in each.at[-1:] if isinstance(word, str))
            self.found.add(each.rule, Place(each.block, self.origin(each.at)), each.summary, each.remedy, near)

    def tell_all(self, problems: Sequence[Problem], body: Body) -> None:
        for problem in problems:
            at = body.place(problem.at)
            if at not in body.told:
                taken = problem.in_api and body.wording is Wording.API
                self.tell_of(replace(problem, rule=TAKEN_BY_API) if taken else problem, body, at)

    def tell_of(self, problem: Problem, body: Body, at: Path) -> None:
        path = " ".join(filter(None, [body.path, dotted(problem.at[:-1])]))
        summary = f"{body.who(problem.at)}{problem.summary}"
        near = tuple(each for each in problem.at[-1:] if isinstance(each, str))
        self.found.add(problem.rule, Place(path, self.origin(at)), summary, problem.remedy, near)

    def block(self, value: Any, path: str, at: Path, remedy: str = "give its arguments") -> None:
        """Tell of what should be an object or a list of objects, and is none."""
        if isinstance(value, list):
            for index, each in enumerate(value):
                self.block(each, f"{path}[{index}]", (*at, index), remedy)
        elif not isinstance(value, Mapping):
            self.no_block(path, at, remedy)

    def no_block(self, path: str, at: Path, remedy: str = "give its arguments") -> None:
        self.tell(WRONG_TYPE, path, at, f"{path} is no block", remedy)

    def tell(self, rule: Rule, path: str, at: Path, summary: str, remedy: str) -> None:
        self.found.add(rule, Place(path, self.origin(at)), summary, remedy)

    def origin(self, at: Path) -> Origin:
        return Origin(self.file, self.text.line_of(at))
