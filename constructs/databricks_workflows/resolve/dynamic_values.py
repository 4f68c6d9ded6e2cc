"""Databricks' own references, ``{{job.run_id}}``: told apart from Airflow's templates and read.

See https://docs.databricks.com/jobs/dynamic-value-references.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from databricks_workflows.model._base import fields_of

# Names outside letters, digits and _ stand in backticks; a task key may also hold a dash without them.
_NAME = r"(?:`[^`]+`|[\w-]+)"
_TASK_FIELDS = "name|run_id|execution_count|notebook_path"
_REFERENCE = re.compile(
    r"\{\{\s*(?P<path>"
    rf"(?:job|tasks|workspace|backfill|input)(?:\.{_NAME})+"
    rf"|task\.(?:{_TASK_FIELDS})"
    r"|input"
    r"|secrets/[^}\s]+"
    r")\s*\}\}"
)
_PART = re.compile(_NAME)

# What the input of a loop is called elsewhere, and what is nearly its name.
_INPUT = re.compile(
    r"\{\{-?\s*"
    r"(?:(?:for_?each(?:_task)?|each|loop)\.(?:inputs?|items?|value)|inputs|Input|items?|each|element)"
    r"(?P<below>(?:\.\w+)*)(?:\[[^\]}]*\])?"
    r"\s*-?\}\}"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its text as written, and the names in it."""

    text: str
    names: tuple[str, ...]
    start: int
    end: int


def references(text: str) -> Iterator[Reference]:
    """Every Databricks reference in a text."""
    if "{{" not in text:
        return
    for match in _REFERENCE.finditer(text):
        names = tuple(name.strip("`") for name in _PART.findall(match["path"]))
        yield Reference(match[0], names, match.start(), match.end())


def references_in(value: Any) -> Iterator[Reference]:
    """Every Databricks reference in a text, or in the texts of a block, a list or a mapping, however deep."""
    if isinstance(value, str):
        yield from references(value)
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)
    elif value is not None and not isinstance(value, int | float):
        for each in fields_of(value).values():
            if each is not None:
                yield from references_in(each)


def inputs_meant(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a for-each for its input and is no name of it, each with what to write: ``{{item.id}}``."""
    return ((match[0], f"{{{{input{match['below']}}}}}") for match in _INPUT.finditer(text))


def reference(*names: str) -> str:
    """``{{job.parameters.run_date}}``; a name that needs them gets backticks."""
    return "{{" + ".".join(name if re.fullmatch(r"\w+", name) else f"`{name}`" for name in names) + "}}"
