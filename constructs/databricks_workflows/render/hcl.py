"""The same arguments in the form that CDKTF renders as HCL: each value with its kind, text already escaped.

CDKTF writes ``task { ... }`` blocks only where it is told that something is a block, and does not escape text in HCL.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.schema import resource

_SIMPLE = {"string": "string", "number": "number", "bool": "boolean"}


def hcl_attributes(resource_type: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What ``synthesizeHclAttributes`` returns for a resource."""
    return _block(arguments, resource(resource_type))


def _block(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    blocks, attributes = schema.get("block_types", {}), schema.get("attributes", {})
    return {
        name: _nested(value, blocks[name]["block"])
        if name in blocks
        else _attribute(value, attributes.get(name, {}).get("type"))
        for name, value in arguments.items()
    }


def _nested(value: Any, schema: Mapping[str, Any]) -> dict[str, Any]:
    items = value if isinstance(value, list) else [value]
    return {
        "value": [_block(item, schema) for item in items],
        "isBlock": True,
        "type": "list",
        "storageClassType": "blockList",
    }


def _attribute(value: Any, kind: Any) -> dict[str, Any]:
    """An attribute; one that the schema does not know (given as ``extra``) is told by its value."""
    if isinstance(value, list):
        text = all(isinstance(each, str) for each in value)
        shape = {"type": "list", "storageClassType": "stringList" if text else "numberList"}
    elif isinstance(value, Mapping):
        shape = {"type": "map", "storageClassType": "stringMap"}
    else:
        simple = _SIMPLE.get(kind) if isinstance(kind, str) else None
        shape = {"type": "simple", "storageClassType": simple or _told_by(value)}
    return {"value": _quoted(value), "isBlock": False, **shape}


def _told_by(value: Any) -> str:
    return "boolean" if isinstance(value, bool) else "number" if isinstance(value, int | float) else "string"


def _quoted(value: Any) -> Any:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return [_quoted(each) for each in value]
    if isinstance(value, Mapping):
        return {quote(name): _quoted(each) for name, each in value.items()}
    return value


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text: str) -> str:
    """Escape a text for the inside of an HCL string; what stands inside ``${...}`` is code and stays."""
    out: list[str] = []
    depth = at = 0
    while at < len(text):
        two = text[at : at + 3] if text.startswith(("$${", "%%{"), at) else text[at : at + 2]
        if depth == 0 and two in ("$${", "%%{"):
            out.append(two)
            at += 3
        elif depth == 0 and two in ("${", "%{"):
            out.append(two)
            depth, at = 1, at + 2
        else:
            character = text[at]
            depth += (character == "{") - (character == "}") if depth else 0
            out.append(character if depth or character == "}" else _ESCAPES.get(character, character))
            at += 1
    return "".join(out)
