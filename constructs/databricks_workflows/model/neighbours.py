"""A value of a neighbouring shape, as it would be right: ``"a"`` for a list of tasks is ``[{"task_key": "a"}]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from databricks_workflows.model.examples import YOURS, example
from databricks_workflows.model.shapes import LEAVES, bare, block, items, values
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.schema.names import api_name

_SURELY_NO_ID = re.compile(r"\s|://|@")

_LIBRARIES = {".whl": "whl", ".jar": "jar", "requirements.txt": "requirements"}
"""What a library is that is named by its path; any other name is a package of PyPI."""


def reshaped(value: Any, annotation: Any) -> Any:
    """What somebody meant who gave a value of a neighbouring shape; None where that can't be told.

    Args:
        value: what was given, as plain data.
        annotation: the type of the field.
    """
    if is_unknown(value) or (isinstance(value, str) and "${" in value):
        return None
    if items(annotation) is not None and not isinstance(value, list | tuple):
        each = _right(value, items(annotation))
        return None if each is None else [each]
    if values(annotation) is not None and isinstance(value, list | tuple):
        return _by_names(value)
    if items(annotation) is None and isinstance(value, list | tuple):
        return _right(value[0], annotation) if len(value) == 1 else None
    return _right(value, annotation) if block(annotation) is not None else None


def _by_names(pairs: Sequence[Any]) -> Mapping[str, Any] | None:
    """``[{"key": "a", "value": "b"}]``, as other tools have it, as ``{"a": "b"}``."""
    named = {}
    for pair in pairs:
        name = next((pair[word] for word in ("key", "name") if word in pair), None) if isinstance(pair, dict) else None
        said = next((word for word in ("value", "default") if word in pair), None) if isinstance(name, str) else None
        if not isinstance(name, str) or said is None or len(pair) > 2:
            return pairs[0] if len(pairs) == 1 and isinstance(pairs[0], Mapping) else None
        named[name] = pair[said]
    return named


def _right(value: Any, annotation: Any) -> Any:
    """The value where it is right by itself, or the block that is named by it."""
    model = block(annotation)
    if model is None:
        return value if _fits(value, annotation) else None
    if isinstance(value, Mapping):
        return value if any(_is_field(model, name) for name in value) else None
    if model.__name__ == "Library" and isinstance(value, str):
        kind = next((kind for end, kind in _LIBRARIES.items() if value.endswith(end)), None)
        if kind is not None:
            return {kind: value}
    return _named_by(value, example(model))


def _fits(value: Any, annotation: Any) -> bool:
    kind = bare(annotation)
    if kind in LEAVES:
        return type(value) is kind
    return isinstance(value, Mapping if values(kind) is not None else list)


def _is_field(model: type[BaseModel], name: Any) -> bool:
    fields = model.model_fields
    return isinstance(name, str) and (name in fields or api_name(model.__name__, name) in fields)


def _named_by(value: Any, whole: Any, is_id: bool = False) -> Any:
    """An example in which all but one word is sure, with this value as that word; None where it is of another type."""
    if isinstance(whole, Mapping) and len(whole) == 1:
        name, inside = next(iter(whole.items()))
        found = _named_by(value, inside, name == "id" or name.endswith("_id"))
        return None if found is None else {name: found}
    if isinstance(whole, list) and len(whole) == 1:
        found = _named_by(value, whole[0])
        return None if found is None else [found]
    if isinstance(value, str) and _SURELY_NO_ID.search(value) and is_id:
        return None
    is_open = whole == YOURS or isinstance(whole, bool | int)
    return value if is_open and type(value) is type(whole) else None
