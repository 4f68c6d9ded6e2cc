"""The references in a Terraform template: ``${var.env}`` refers to ``var.env``.

See https://developer.hashicorp.com/terraform/language/expressions/references
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROOT = re.compile(
    r"(?<![\w.-])(?:(?P<one>var|local|module)|data\.(?P<data>[A-Za-z_][\w-]*)|(?P<type>[a-z][a-z0-9]*_\w+))"
    r"\.(?P<name>[A-Za-z_][\w-]*)"
)
_OPENS = re.compile(r"\$\$\{|%%\{|[$%]\{")
_IN_CODE = re.compile(r'[{}"]')
_IN_STRING = re.compile(r'\\.|\$\$\{|%%\{|[$%]\{|"', re.DOTALL)
_LOOP = re.compile(r"\bfor\s+([\w-]+)(?:\s*,\s*([\w-]+))?\s+in\b")


def references_in(template: str) -> Iterator[str]:
    """``var.x``, ``local.x``, ``module.x``, ``data.TYPE.x`` and ``TYPE.x``, as often as they stand there.

    A name that a ``for`` expression gives is none. Types are told from other names by the ``_`` that all of them have.
    """
    code = "\n".join(_read(template)[0])
    given = {name for names in _LOOP.findall(code) for name in names}
    for match in _ROOT.finditer(code):
        if match.group().split(".")[0] not in given:
            yield match.group()


def is_unclosed(template: str) -> bool:
    """Whether an expression, or a text in one, begins and never ends: Terraform refuses the whole file."""
    return _read(template)[1]


def _read(template: str) -> tuple[list[str], bool]:
    """The pieces of a template that are expressions, without the texts in them; and whether the last never ends."""
    pieces: list[str] = []
    inside: list[str] = []  # for each expression and each text in one that is open: { or "
    at = start = 0
    while True:
        pattern = _OPENS if not inside else _IN_STRING if inside[-1] == '"' else _IN_CODE
        match = pattern.search(template, at)
        if match is None:
            return pieces, bool(inside)
        at, token = match.end(), match.group()
        if inside and inside[-1] == "{":
            pieces.append(template[start : match.start()])
        start = at
        if token in ("{", "${", "%{"):
            inside.append("{")
        elif inside and token == ("}" if inside[-1] == "{" else '"'):
            inside.pop()
        elif token == '"':
            inside.append('"')
