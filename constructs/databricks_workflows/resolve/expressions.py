"""Airflow's templates, read by jinja2's own parser and never executed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from databricks_workflows.resolve.dynamic_values import references

_PARSER = Environment(keep_trailing_newline=True, autoescape=True)


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
    # jinja2's lexer would rewrite a carriage return, and would take Databricks' references for its own: while it reads,
    # both are covered by characters that do not occur in the text.
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    cover, carriage_return = next(free), next(free)
    covered = [each.text for each in references(text)]
    hidden = text
    for own in covered:
        hidden = hidden.replace(own, cover, 1)
    hidden = hidden.replace("\r", carriage_return)
    rest = iter(covered)

    def uncover(piece: str) -> str:
        while cover in piece:
            piece = piece.replace(cover, next(rest), 1)
        return piece.replace(carriage_return, "\r")

    try:
        return tuple(_parts(hidden, uncover))
    except TemplateSyntaxError as error:
        raise UnreadableTemplate(error.message or "unreadable") from None
    except RecursionError:
        raise UnreadableTemplate("nested too deeply") from None
    except ValueError:
        raise UnreadableTemplate("a number with too many digits") from None


def is_plain(text: str) -> bool:
    """True for a text without templates of Airflow; Databricks' own references are text here."""
    try:
        return all(isinstance(part, Literal) for part in read(text))
    except UnreadableTemplate:
        return False


def _parts(hidden: str, uncover: Callable[[str], str]) -> Iterator[Part]:
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
    if inside is not None:
        raise UnreadableTemplate(f"{inside[0]} is never closed")


def _tree(source: str) -> nodes.Expr:
    output = _PARSER.parse(source).body[0]
    if not isinstance(output, nodes.Output):
        raise UnreadableTemplate("not an expression")
    return output.nodes[0]
