"""What to write in place of a value of the wrong type."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from databricks_workflows.model.examples import example, written
from databricks_workflows.model.neighbours import reshaped
from databricks_workflows.model.secrets import without_secrets
from databricks_workflows.model.shapes import LEAVES, bare, items, values
from databricks_workflows.model.wording import Wording

_LONGEST = 120
"""Whoever wrote more than this finds it more easily in the file than in a message."""


def remedy(value: Any, annotation: Any, expected: str, wording: Wording = Wording.PYTHON, name: str = "") -> str:
    """What to write.

    Args:
        value: what was given, as plain data.
        annotation: the type of the field.
        expected: what was expected, in the words of the message.
        wording: in whose words the job was written.
        name: what the field is called.
    """
    if value is None:
        return "leave it out where nothing is meant"
    kind = bare(annotation)
    if kind is str and name == "inputs" and isinstance(value, list | Mapping):
        return f"write {json.dumps(json.dumps(value))}: a loop takes JSON as text"
    if kind is int and isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value):
        return f"write {value.strip()} without quotes"
    if kind is bool and isinstance(value, str) and value.lower() in ("true", "false"):
        return f"write {value.capitalize() if wording is Wording.PYTHON else value.lower()} without quotes"
    if kind is str and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return f'write "{value}" in quotes'
    if isinstance(value, list if items(annotation) is not None else Mapping if values(annotation) is not None else ()):
        return f"give {expected}"  # the shape is right: a list that is too long, a name that is no text
    meant = reshaped(value, annotation)
    if meant is not None:
        text = _short(meant, annotation, wording)
        if text is not None:
            return f"write {text}"
        if meant == [value]:
            return "put it in a list: [...]"
        if value == [meant]:
            return "take the list around it away"
    if kind in LEAVES:
        return f"give {expected}"
    return f"write for example {written(example(annotation), annotation, wording)}"


def _short(value: Any, annotation: Any, wording: Wording) -> str | None:
    """The value as it is written, where that is short, can be written and holds no secret."""
    try:
        text = written(value, annotation, wording)
    except Exception:  # a number of thousands of digits, or an author's own class
        return None
    return text if len(text) <= _LONGEST and without_secrets(text) == text else None
