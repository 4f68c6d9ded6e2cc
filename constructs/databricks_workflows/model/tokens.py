"""Values that are not known while a workflow is written: CDKTF tokens and Terraform expressions.

Tokens are recognised by their form alone, so this works (and stays quick) without jsii.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import isfinite
from operator import itemgetter

# CDKTF encodes a number token as a float below this bound, a string or list token in this form; what only begins like
# one, CDKTF would leave to Terraform, which would read it as an expression.
_NUMBER_TOKENS_BELOW = -1.0e200
_STRING_TOKEN = re.compile(r"(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})")
_LIST_TOKEN = re.compile(r"#\{TfToken\[[a-zA-Z0-9:._-]+\]\}")


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
        if isinstance(value, TerraformExpression):
            return True
        return "{TfToken[" in value and bool(_STRING_TOKEN.search(value) or _LIST_TOKEN.search(value))
    if isinstance(value, float):
        return value < _NUMBER_TOKENS_BELOW and isfinite(value)
    if isinstance(value, list | tuple):
        return len(value) == 1 and isinstance(value[0], str) and bool(_LIST_TOKEN.match(value[0]))
    # What CDKTF resolves itself comes as an object of jsii: a class of its own, or a proxy for an interface.
    return hasattr(type(value), "__jsii_type__") or type(value).__module__ == "jsii._reference_map"


def escape(text: str) -> str:
    """The author's text as a Terraform string: ``${`` and ``%{`` doubled, tokens and expressions untouched."""
    if isinstance(text, TerraformExpression):
        return str(text)
    if "${" not in text and "%{" not in text:
        return text
    return join([(text, False)])


def join(pieces: Iterable[tuple[str, bool]]) -> str:
    """A Terraform string of the author's texts and of expressions, each piece with whether it is an expression.

    Example:
        >>> join([("cost in $", False), ("${var.currency}", True), (": ${x}", False)])
        'cost in ${"$"}${var.currency}: $${x}'
    """
    # Two texts together may begin what neither does alone.
    joined = [("".join(piece for piece, _ in group), kind) for kind, group in groupby(pieces, key=itemgetter(1))]
    parts = [part for text, kind in joined for part in ([(text, True)] if kind else _with_tokens(text))]
    made = ""
    for number, (text, is_expression) in enumerate(parts):
        if is_expression:
            made += text
        else:
            escaped = text.replace("%{", "%%{").replace("${", "$${")
            made += escaped if number == len(parts) - 1 else _before_expression(escaped)
    return made


def _with_tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text; CDKTF puts an expression in the place of each token."""
    return ((piece, bool(number % 2)) for number, piece in enumerate(_STRING_TOKEN.split(text)))


def _before_expression(text: str) -> str:
    """A dollar sign right before an expression would make text of it."""
    rest = text.rstrip("$")
    dollars = text[len(rest) :]
    return f'{rest}${{"{dollars}"}}' if dollars else text
