"""JSON Schemas of a resource's arguments in Terraform's JSON syntax.

What Terraform converts is allowed: a number may be text that holds one, nearly everything may be an expression, a block
may be an object or a list of objects, null means absent.

See https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Block = Mapping[str, Any]
"""A block of the provider's schema."""

Schema = dict[str, Any]

_EXPRESSION = r"[$%]\{"
_LEAVES: dict[str, Schema] = {
    "string": {"type": ["string", "number", "boolean"]},
    "number": {
        "type": ["number", "string"],
        "pattern": rf"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$|{_EXPRESSION}",
    },
    "bool": {"type": ["boolean", "string"], "pattern": rf"^(true|false|1|0)$|{_EXPRESSION}"},
}
_CONDITION: Schema = {
    "type": ["object", "array"],
    "if": {"type": "object"},
    "then": {"required": ["condition", "error_message"]},
    "items": {"required": ["condition", "error_message"]},
}
_LIFECYCLE: Schema = {
    "type": "object",
    "properties": {
        "//": {},
        "action_trigger": {},  # since Terraform 1.14
        "create_before_destroy": _LEAVES["bool"],
        "enabled": {},  # OpenTofu's own
        "ignore_changes": {"type": ["array", "string"], "pattern": "^all$", "items": {"type": "string"}},
        "postcondition": _CONDITION,
        "precondition": _CONDITION,
        "prevent_destroy": _LEAVES["bool"],
        "replace_triggered_by": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
_META_ARGUMENTS: dict[str, Schema] = {
    "connection": {"type": ["object", "array"]},
    "count": _LEAVES["number"],
    "depends_on": {"type": "array", "items": {"type": "string"}},
    "for_each": {"type": ["object", "array", "string"], "pattern": _EXPRESSION},
    "lifecycle": {
        "type": ["object", "array"],
        "if": {"type": "object"},
        "then": _LIFECYCLE,
        "items": _LIFECYCLE,
        "maxItems": 1,
    },
    "provider": {"type": "string"},
    "provisioner": {"type": ["object", "array"]},
}


def arguments_schema(name: str, block: Block) -> Schema:
    """The JSON Schema of one resource."""
    bodies: dict[str, Schema] = {}
    schema = _body(block, (), bodies)
    schema["properties"] |= _META_ARGUMENTS
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return head | schema | {"$defs": bodies}


def _body(block: Block, path: tuple[str, ...], bodies: dict[str, Schema]) -> Schema:
    """A block's own arguments and blocks; a key ``//`` is a comment in every body."""
    attributes: Mapping[str, Any] = block.get("attributes", {})
    blocks: Mapping[str, Any] = block.get("block_types", {})
    properties: dict[str, Schema] = {"//": {}}
    for name, attribute in attributes.items():
        if attribute.get("optional") or attribute.get("required"):
            properties[name] = _or_null(_type(attribute["type"]), not attribute.get("required"))
    for name, nested in blocks.items():
        properties[name] = _nested(nested, (*path, name), bodies)
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = sorted(name for name, attribute in attributes.items() if attribute.get("required"))
    if required:
        schema["required"] = required
    if blocks:
        properties["dynamic"] = {"type": ["object", "array"]}
        needed = sorted(name for name, nested in blocks.items() if nested.get("min_items"))
        if needed:  # or made by a dynamic block
            schema |= {"if": {"not": {"required": ["dynamic"]}}, "then": {"required": needed}}
    return schema


def _type(kind: Any) -> Schema:
    if isinstance(kind, str):
        return _LEAVES[kind]
    match kind:
        case ["list" | "set", inner]:
            return {"type": ["array", "string"], "items": _type(inner), "pattern": _EXPRESSION}
        case ["map", inner]:
            values = _or_null(_type(inner), True)
            return {"type": ["object", "string"], "additionalProperties": values, "pattern": _EXPRESSION}
    raise ValueError(f"no JSON Schema for Terraform's type {kind!r}")


def _or_null(schema: Schema, optional: bool) -> Schema:
    return {**schema, "type": [*schema["type"], "null"]} if optional else schema


def _nested(nested: Mapping[str, Any], path: tuple[str, ...], bodies: dict[str, Schema]) -> Schema:
    """A block: an object, a list of them, or (unless it is needed) null. Equal bodies are written once."""
    body = _body(nested["block"], path, bodies)
    full = ("", *path)
    names = (".".join(full[start:]) for start in range(len(path), -1, -1))
    name = next(name for name in names if bodies.setdefault(name, body) == body)
    one = {"$ref": f"#/$defs/{name}"}
    schema = _or_null({"type": ["object", "array"]}, not nested.get("min_items"))
    schema |= {"if": {"type": "object"}, "then": one, "items": one}
    if nested.get("min_items"):
        schema["minItems"] = nested["min_items"]
    most = 1 if nested["nesting_mode"] == "single" else nested.get("max_items")
    if most:
        schema["maxItems"] = most
    return schema
