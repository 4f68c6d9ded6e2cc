"""Values that are not known while a workflow is written: CDKTF tokens and Terraform expressions.

Tokens are recognised by their form alone, so this works (and stays quick) without jsii.
"""

from __future__ import annotations

from math import isfinite

# CDKTF encodes a number token as a float below this bound, a string or list token by these marks.
_NUMBER_TOKENS_BELOW = -1.0e200
_STRING_TOKEN = "${TfToken["
_LIST_TOKEN = "#{TfToken["


class TerraformExpression(str):
    """A string that Terraform reads as a template; made by :func:`tf`."""

    __slots__ = ()


def tf(expression: str) -> TerraformExpression:
    """Say that a string is meant for Terraform: ``${...}`` in it is an expression, not text.

    Everywhere else ``${`` and ``%{`` are the author's own text and are escaped.

    Args:
        expression: the whole string, such as ``"s3://${var.bucket}/raw"``.

    Example:
        >>> tf("${var.env}")
        '${var.env}'

    See https://developer.hashicorp.com/terraform/language/expressions/strings
    """
    return TerraformExpression(expression)


def is_unknown(value: object) -> bool:
    """True for a token of any form and for a Terraform expression: the value is known only to Terraform."""
    if isinstance(value, str):
        return isinstance(value, TerraformExpression) or _STRING_TOKEN in value or _LIST_TOKEN in value
    if isinstance(value, float):
        return value < _NUMBER_TOKENS_BELOW and isfinite(value)
    if isinstance(value, list | tuple):
        return len(value) == 1 and isinstance(value[0], str) and value[0].startswith(_LIST_TOKEN)
    # What CDKTF resolves itself comes as an object of jsii: a class of its own, or a proxy for an interface.
    return hasattr(type(value), "__jsii_type__") or type(value).__module__ == "jsii._reference_map"


def escape(text: str) -> str:
    """The author's text as a Terraform string: ``${`` and ``%{`` doubled, tokens and expressions untouched."""
    if isinstance(text, TerraformExpression):
        return str(text)
    escaped = text.replace("%{", "%%{") if "%{" in text else text
    if "${" not in escaped:
        return escaped
    return escaped.replace("${", "$${").replace("$${TfToken[", "${TfToken[")
