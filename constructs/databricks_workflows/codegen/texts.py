"""Text as Python source; what is long stands in pieces, one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

_LONGEST = 50
"""The longest text on one line: with its name before it and some indent it has to fit."""
_COMMENT = 72


def text(value: str) -> str:
    """The source of a text.

    Example:
        >>> text("/etl/load")
        "'/etl/load'"
    """
    if len(value) <= _LONGEST:
        return repr(value)
    return f"({' '.join(map(repr, _pieces(value)))})"


def comment(value: str) -> list[str]:
    """The lines of a comment."""
    return [f"# {line}" for line in _wrapped(value, "  ")]


def docstring(value: str) -> str:
    """A docstring of one line, or of several where it is long."""
    words = value.replace("\\", "/").replace('"""', "'''")
    first, *rest = _wrapped(words)
    return f'"""{first}"""' if not rest else '"""' + "\n".join([first, *rest]) + '\n"""'


def _wrapped(value: str, indent: str = "") -> list[str]:
    return wrap(value, _COMMENT, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _pieces(value: str) -> Iterator[str]:
    """Lines, and parts of those that are too long, cut behind a space where there is one."""
    for line in value.splitlines(keepends=True):
        while len(line) > _LONGEST:
            spaces = [match.end() for match in re.finditer(r"[ ,/]", line[:_LONGEST])]
            cut = spaces[-1] if spaces and spaces[-1] > _LONGEST // 2 else _LONGEST
            yield line[:cut]
            line = line[cut:]
        if line:
            yield line
