"""Terraform's words back into the Jobs API's: the inverse of ``arguments.py``, forgiving about what it can't read.

What Terraform converts (``"3"`` for a number, an object for a block that may be repeated) is converted here; anything
else that is wrong is left as it is, for the model to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from databricks_workflows.documents.json_lines import Path, objects
from databricks_workflows.model import Model, tf
from databricks_workflows.model._base import model_inside
from databricks_workflows.model.shapes import items, leaf
from databricks_workflows.schema.names import api_name, terraform_names

# Terraform's own arguments of any resource: they say nothing about the job.
META_ARGUMENTS = frozenset(("connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"))

DYNAMIC = "dynamic"

_EXPRESSION = re.compile(r"(?<!\$)\$\{|(?<!%)%\{")
_WHOLE = re.compile(r"-?[0-9]{1,19}")  # 64 bits have no more
_BOOLS = {"true": True, "1": True, "false": False, "0": False}


def from_terraform(model: type[Model], body: Mapping[str, Any], at: Path, places: dict[Path, Path]) -> dict[str, Any]:
    """The fields of a block.

    Args:
        model: what the block is.
        body: the block in Terraform's JSON.
        at: where it stands in the document.
        places: filled with where each field of the model stands in the document, and each dynamic block, whose name
            and label then lead to it: nobody but Terraform knows what these make.
    """
    return _block(model, body, (), at, places)


def text_from_terraform(value: str) -> str:
    """The author's text; what Terraform reads as a template is an expression, as it stands."""
    if _EXPRESSION.search(value):
        return tf(value)
    return value.replace("$${", "${").replace("%%{", "%{")


def _block(
    model: type[Model], body: Mapping[str, Any], field_at: Path, at: Path, places: dict[Path, Path]
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    renamed = terraform_names(model.__name__)
    for argument, value in body.items():
        if argument == "//" or value is None or (not field_at and argument in META_ARGUMENTS):
            continue
        if argument == DYNAMIC:
            places |= {(*field_at, DYNAMIC, label): there for label, there in _labels(value, (*at, DYNAMIC))}
            continue
        if argument in renamed:  # the API's word, which Terraform does not know here
            continue
        name = api_name(model.__name__, argument)
        here = (*field_at, name)
        places[here] = (*at, argument)
        field = model.model_fields.get(name)
        inner = model_inside(field.annotation) if field else None
        if field is None:
            fields[name] = value
        elif inner is None:
            fields[name] = _leaf(value, field.annotation)
        elif items(field.annotation) is not None:
            fields[name] = _blocks(inner, value, here, (*at, argument), places)
        else:
            found = _blocks(inner, value, here, (*at, argument), places, alone=True)
            fields |= {name: found[0]} if found else {}
    return fields


def _labels(dynamic: Any, at: Path) -> Iterator[tuple[str, Path]]:
    """The blocks that dynamic blocks make, each with its place."""
    for each, here in objects(dynamic, at):
        yield from ((label, (*here, label)) for label in each if label != "//")


def _blocks(
    model: type[Model], value: Any, field_at: Path, at: Path, places: dict[Path, Path], *, alone: bool = False
) -> list[Any]:
    """A block, or a list of them."""
    in_list = isinstance(value, list)
    found = []
    for index, item in enumerate(value if in_list else [value]):
        here = field_at if alone else (*field_at, index)
        there = (*at, index) if in_list else at
        if index == 0 or not alone:
            places[here] = there
        found.append(_block(model, item, here, there, places) if isinstance(item, Mapping) else item)
    return found


def _leaf(value: Any, annotation: Any) -> Any:
    if isinstance(value, list):
        return [_leaf(each, annotation) for each in value]
    if isinstance(value, Mapping):
        return {text_from_terraform(name): _leaf(each, annotation) for name, each in value.items()}
    kind = leaf(annotation)
    if isinstance(value, str):
        text = text_from_terraform(value)
        return text if kind is str or _EXPRESSION.search(value) else _converted(text, kind)
    if kind is str and isinstance(value, bool | int | float):
        return _as_text(value)
    if kind is int and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _converted(text: str, kind: type | None) -> Any:
    if kind is bool:
        return _BOOLS.get(text, text)
    if _WHOLE.fullmatch(text):
        return int(text)
    try:
        return float(text) if kind is float else text
    except ValueError:
        return text


def _as_text(value: bool | int | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
