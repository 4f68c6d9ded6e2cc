"""The same arguments in the form that CDKTF renders as HCL: each value with its kind, text already escaped.

CDKTF writes ``task { ... }`` blocks only where it is told that something is a block, and does not escape text in HCL.
"""

from __future__ import annotations

import re
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


def hcl_values(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The same for arguments that are no blocks and of which no schema is at hand."""
    return {name: _attribute(value, None) for name, value in arguments.items()}


def _attribute(value: Any, kind: Any) -> dict[str, Any]:
    """An attribute; one that the schema does not know (given as ``extra``) is told by its value."""
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        return {
            "value": [hcl_values(each) for each in value],
            "isBlock": True,
            "type": "list",
            "storageClassType": "blockList",
        }
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
        return {_quoted_name(name): _quoted(value[name]) for name in sorted(value)}
    return value


def _quoted_name(name: str) -> str:
    """A map's name; CDKTF leaves the quotes away where it takes a name for a word of HCL, which is not always one."""
    if not name:
        return '${""}'
    if re.fullmatch(r"[A-Za-z0-9_-]+", name) and (name == "for" or name[0] == "-"):
        return f"\\u{ord(name[0]):04x}{name[1:]}"
    return quote(name)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text: str) -> str:
    """Escape a text for the inside of an HCL string; what stands inside ``${...}`` is code and stays."""
    out: list[str] = []
    depth = at = 0
    in_string = False
    while at < len(text):
        if depth == 0 and text.startswith(("$${", "%%{"), at):
            out.append(text[at : at + 3])
            at += 3
        elif depth == 0 and text.startswith(("${", "%{"), at):
            out.append(text[at : at + 2])
            depth, at = 1, at + 2
        elif depth == 0:
            out.append(_ESCAPES.get(text[at], text[at]))
            at += 1
        else:
            character = text[at]
            if in_string and character == "\\":
                out.append(text[at : at + 2])
                at += 2
                continue
            in_string ^= character == '"'
            if not in_string:
                depth += (character == "{") - (character == "}")
            # A line's end is but a space in code, and would make CDKTF write another kind of string.
            out.append(" " if character in "\r\n" else character)
            at += 1
    return "".join(out)
