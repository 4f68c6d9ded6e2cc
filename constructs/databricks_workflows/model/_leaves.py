"""The leaf types of the models: what a field takes, said in the words of a message.

Strict, because a string for a number is nearly always a mistake; open for tokens, because a value may be known only to
Terraform. Parameters are the exception: Databricks takes text there, so numbers and bools become JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Annotated, Any, TypeGuard

from pydantic import PlainValidator, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from databricks_workflows.model.tokens import is_unknown


def wrong_type(expected: str) -> PydanticCustomError:
    """The error of a leaf; ``expected`` is all that the message needs to know."""
    return PydanticCustomError("wrong_type", "{expected}", {"expected": expected})


def _leaf(expected: str, fits: Callable[[Any], bool]) -> PlainValidator:
    def check(value: Any) -> Any:
        if fits(value) or is_unknown(value):
            return value
        raise wrong_type(expected)

    return PlainValidator(check)


def _text(value: Any) -> Any:
    if isinstance(value, str) or is_unknown(value):
        return value
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        try:
            return json.dumps(value)
        except ValueError:  # Python writes no number of thousands of digits
            pass
    raise wrong_type("text")


def is_whole(value: object) -> TypeGuard[int]:
    """A whole number of 64 bits: Terraform and Databricks hold no larger one."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _several_unknown(value: Any) -> bool:
    """True for what may stand for a list or a mapping; a token of a number can't."""
    return is_unknown(value) and not isinstance(value, float)


def _list(value: Any, check_items: ValidatorFunctionWrapHandler) -> Any:
    if _several_unknown(value):
        return value
    if not isinstance(value, list | tuple):
        raise wrong_type("a list")
    return check_items(value)


def _blocks(value: Any, check_items: ValidatorFunctionWrapHandler) -> Any:
    # Terraform can't fill blocks from an expression; CDKTF can, from a token that it resolves itself.
    if isinstance(value, str):
        raise wrong_type("a list")
    return _list(value, check_items)


def blocks_of(least: int = 0, most: int | None = None) -> WrapValidator:
    """A list of blocks, of which the schema may want some and take only so many."""

    def check(value: Any, check_items: ValidatorFunctionWrapHandler) -> Any:
        blocks = _blocks(value, check_items)
        if isinstance(blocks, list) and not is_unknown(blocks):
            if len(blocks) < least:
                raise wrong_type(f"at least {least} in the list")
            if most is not None and len(blocks) > most:
                raise wrong_type(f"at most {most} in the list, not {len(blocks)}")
        return blocks

    return WrapValidator(check)


def _map(value: Any, check_items: ValidatorFunctionWrapHandler) -> Any:
    if _several_unknown(value):
        return value
    if not isinstance(value, Mapping):
        raise wrong_type("a mapping of names to values")
    for key in value:
        if not isinstance(key, str):
            raise wrong_type(f"a mapping whose names are text (here one is {key!r})")
    return check_items({key: each for key, each in value.items() if each is not None})


def _int(value: Any) -> Any:
    if is_whole(value) or is_unknown(value):
        return value
    too_large = isinstance(value, int) and not isinstance(value, bool)
    raise wrong_type("a whole number of at most 64 bits" if too_large else "a whole number")


def _number(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return is_whole(value)


Str = Annotated[str, _leaf("text", lambda value: isinstance(value, str))]
Bool = Annotated[bool, _leaf("true or false", lambda value: isinstance(value, bool))]
Int = Annotated[int, PlainValidator(_int)]
Number = Annotated[float, _leaf("a number", _number)]

Text = Annotated[str, PlainValidator(_text)]
"""A parameter's value: text, or a number or bool that becomes JSON text (5 -> "5", True -> "true")."""

ListOf = WrapValidator(_list)
BlocksOf = blocks_of()
MapOf = WrapValidator(_map)
"""What stands beside a list or a mapping type, so that the message says which of the two was expected.

An expression or a token passes as it is, also where it stands for the whole list or mapping.
"""
