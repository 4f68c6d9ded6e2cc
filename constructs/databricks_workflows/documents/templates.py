"""Every text of a Terraform document that Terraform reads as a template, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from databricks_workflows.documents.declared import PREFIXES, blocks
from databricks_workflows.documents.json_lines import Path
from databricks_workflows.documents.texts import texts_in
from databricks_workflows.model._base import dotted

# Where values are templates, and the fields there that Terraform reads as they are.
_SECTIONS = ("resource", "data", "module", "output", "provider", "locals")
_LITERAL = {"output": ("description",), "module": ("source", "version")}


@dataclass(frozen=True, slots=True)
class Template:
    """A text, with the block, the task if any, and the field in which it stands, and the place of that."""

    text: str
    block: str
    body: Mapping[str, Any]
    task: str | None
    below: Path
    at: Path

    @property
    def where(self) -> str:
        """The task, else the block, and the field: ``task 'load': task[0].description``."""
        return f"{f'task {self.task!r}' if self.task else self.block}: {dotted(self.below)}"


def templates_in(data: Mapping[str, Any]) -> Iterator[Template]:
    """The templates of a document, in its order."""
    for section in _SECTIONS:
        for labels, body, at in blocks(data, section):
            block = ".".join((*PREFIXES.get(section, (section,)), *labels))
            for below, text, task in texts_in(body):
                if below[0] not in _LITERAL.get(section, ()):
                    yield Template(text, block, body, task, below, (*at, *below))
