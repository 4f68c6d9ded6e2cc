"""Airflow's templates, read by jinja2's own parser and never executed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from databricks_workflows.resolve.dynamic_values import references

_PARSER = Environment(keep_trailing_newline=True, autoescape=True)

# jinja2's lexer would rewrite a carriage return, and would take Databricks' references for its own: both are covered
# by characters of the private use area while it reads.
_RETURN, _COVER = "\ue000", "\ue001"


class UnreadableTemplate(Exception):
    """A text that looks like a template and is none."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Expression:
    """One ``{{ ... }}``: as written, and as jinja2 reads it."""

    source: str
    tree: nodes.Expr


@dataclass(frozen=True, slots=True)
class Statement:
    """One ``{% ... %}`` or ``{# ... #}``: Databricks has neither."""

    source: str


Part = Literal | Expression | Statement


def has_template(text: str) -> bool:
    """A quick look: only such a text is worth reading."""
    return "{{" in text or "{%" in text or "{#" in text


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Part, ...]:
    """Split a text into what stands as it is and what is a template.

    Raises:
        UnreadableTemplate: jinja2 can't read it.
    """
    covered = [each.text for each in references(text)]
    hidden = text.replace("\r", _RETURN)
    for own in covered:
        hidden = hidden.replace(own, _COVER, 1)
    rest = iter(covered)

    def uncover(piece: str) -> str:
        while _COVER in piece:
            piece = piece.replace(_COVER, next(rest), 1)
        return piece.replace(_RETURN, "\r")

    try:
        return tuple(_parts(hidden, uncover))
    except TemplateSyntaxError as error:
        raise UnreadableTemplate(error.message or "unreadable") from None


def _parts(hidden: str, uncover: object) -> Iterator[Part]:
    assert callable(uncover)
    inside: list[str] | None = None
    for _, kind, value in _PARSER.lex(hidden):
        if kind in ("variable_begin", "block_begin", "comment_begin", "raw_begin"):
            inside = [value]
        elif kind in ("variable_end", "block_end", "comment_end", "raw_end") and inside is not None:
            source = uncover("".join((*inside, value)))
            yield Expression(source, _tree(source)) if kind == "variable_end" else Statement(source)
            inside = None
        elif inside is not None:
            inside.append(value)
        else:
            yield Literal(uncover(value))


def _tree(source: str) -> nodes.Expr:
    output = _PARSER.parse(source).body[0]
    if not isinstance(output, nodes.Output):
        raise UnreadableTemplate("not an expression")
    return output.nodes[0]
