"""What a field of a model takes, read off its type: a block, a list, a mapping or a single value."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from databricks_workflows.schema.names import api_name

LEAVES = (bool, int, float, str)


def bare(annotation: Any) -> Any:
    """The type without None and without what checks it: a model, ``list[...]``, ``dict[str, ...]`` or a leaf."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return bare(next(each for each in get_args(annotation) if each is not NoneType))
    return annotation


def block(annotation: Any) -> type[BaseModel] | None:
    """The model of a single block; None for anything else."""
    kind = bare(annotation)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def items(annotation: Any) -> Any:
    """What is in a list; None for anything else."""
    kind = bare(annotation)
    return get_args(kind)[0] if get_origin(kind) is list else None


def values(annotation: Any) -> Any:
    """What a mapping has under its names; None for anything else."""
    kind = bare(annotation)
    return get_args(kind)[1] if get_origin(kind) is dict else None


def leaf(annotation: Any) -> type | None:
    """The simple type of a field, of the items of its list, of the values of its mapping; None for blocks."""
    kind = bare(annotation)
    inner = items(kind) or values(kind)
    return kind if kind in LEAVES else leaf(inner) if inner is not None else None


def at_path(kind: Any, at: Sequence[str | int]) -> Any:
    """The type of a field below a model or a list of models; None where there is none.

    It is named in the Jobs API's words or in Terraform's, who takes one block for a list of blocks, and a list for one.
    """
    for part in at:
        inside = items(kind) if items(kind) is not None else values(kind)
        owner = block(kind) or block(inside)
        if isinstance(part, int):
            kind = kind if items(kind) is None else items(kind)
        elif owner is not None:
            field = owner.model_fields.get(part) or owner.model_fields.get(api_name(owner.__name__, part))
            kind = field.annotation if field else None
        else:
            kind = values(kind)
    return kind
