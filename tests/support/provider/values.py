"""Values as Terraform hands them over: plain data, with a mark for what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tf.types import Unknown

Block = Mapping[str, Any]
"""A block of the schema file: ``attributes`` and ``block_types``."""

Values = dict[str, Any]
"""The values of a block by name: null or a value for an attribute, a list for a nested block."""

Path = tuple[str, ...]
"""The names on the way to an attribute or a block, without positions in lists."""

UNKNOWN: Any = Unknown


def is_empty(value: Any) -> bool:
    """Whether a value is what the SDK can't tell from one that is not there: zeros, and what holds nothing else."""
    if isinstance(value, Mapping):
        return all(is_empty(each) for each in value.values())
    if isinstance(value, list):
        return all(isinstance(each, dict) and is_empty(each) for each in value)
    return value is not UNKNOWN and not value


def same(one: Any, other: Any) -> bool:
    return one == other or (is_empty(one) and is_empty(other))


def known(value: Any) -> Any:
    """The value with null for what is not known."""
    if isinstance(value, dict):
        return {name: known(each) for name, each in value.items()}
    if isinstance(value, list):
        return [known(each) for each in value]
    return None if value is UNKNOWN else value


def nothing(block: Block) -> Values:
    """A block in which nothing is set."""
    values: Values = dict.fromkeys(block.get("attributes", ()))
    return values | {name: no_blocks(nested) for name, nested in block.get("block_types", {}).items()}


def no_blocks(nested: Mapping[str, Any]) -> list[Any] | None:
    return None if nested["nesting_mode"] == "single" else []


def is_list(attribute: Mapping[str, Any]) -> bool:
    return isinstance(attribute["type"], list) and attribute["type"][0] == "list"


def attributes_in(block: Block, values: Values, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    """Every attribute: where it stands (names and positions), its schema, its value."""
    for name, attribute in block.get("attributes", {}).items():
        yield (*at, name), attribute, values.get(name)
    for name, nested in block.get("block_types", {}).items():
        blocks = values.get(name)
        if isinstance(blocks, list):
            for index, each in enumerate(blocks):
                yield from attributes_in(nested["block"], each, (*at, name, index))
