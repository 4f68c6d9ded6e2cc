"""Airflow's templates inside SQL: each becomes a named parameter of the SQL task.

Airflow pastes a value into the text; Databricks binds it. So ``day = '{{ ds }}'`` becomes ``day = :ds``, and a template
inside a longer string is joined to it: ``'in/{{ ds }}/x'`` becomes ``'in/' || :ds || '/x'``; one that names a table
becomes ``IDENTIFIER(:table)``.

See https://docs.databricks.com/sql/language-manual/sql-ref-parameter-marker.html and
https://docs.databricks.com/sql/language-manual/sql-ref-names-identifier-clause.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from databricks_workflows.resolve.expressions import Expression, Literal, UnreadableTemplate, has_template, read

_PYFORMAT = re.compile(r"%\((\w+)\)s")
_NAMES_FOLLOW = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|VIEW|SCHEMA|DATABASE|CATALOG|EXISTS|USE|USING|OPTIMIZE|VACUUM|DESCRIBE)\s+$",
    re.I,
)


class NoParameter(ValueError):
    """A template that no parameter can stand for; the text says why."""


def with_markers(sql: str) -> tuple[str, dict[str, str]]:
    """The text with a marker for each template, and the templates by the name of their parameter.

    Raises:
        NoParameter: a statement (``{% ... %}``), or a template in a comment or a quoted name.

    Example:
        >>> with_markers("DELETE FROM t WHERE day = '{{ ds }}'")
        ('DELETE FROM t WHERE day = :ds', {'ds': '{{ ds }}'})
    """
    sql = _PYFORMAT.sub(r":\1", sql)
    if not has_template(sql):
        return sql, {}
    parameters: dict[str, str] = {}
    written = "".join(_pieces(sql, parameters))
    # A template that was a whole string is the parameter alone.
    for name in parameters:
        written = written.replace(f"'' || :{name} || ''", f":{name}")
        written = written.replace(f"'' || :{name} || ", f":{name} || ").replace(f" || :{name} || ''", f" || :{name}")
    return written, parameters


def _pieces(sql: str, parameters: dict[str, str]) -> Iterator[str]:
    try:
        parts = read(sql)
    except UnreadableTemplate as error:
        raise NoParameter(f"jinja2 can't read it: {error}") from None
    in_string, open_until, before = False, "", ";"
    for number, part in enumerate(parts):
        if isinstance(part, Literal):
            before = part.text
            yield before
            in_string, open_until = _state(part.text, in_string, open_until)
        elif not isinstance(part, Expression):
            raise NoParameter(f"{part.source} decides what the text is; a parameter is only a value")
        elif open_until:
            raise NoParameter(f"{part.source} stands in a comment or a quoted name, where no parameter can")
        elif in_string:
            yield f"' || :{_name(part.source, parameters)} || '"
        else:
            after = parts[number + 1] if number + 1 < len(parts) else Literal("")
            glued = isinstance(after, Expression) or (isinstance(after, Literal) and re.match(r"[\w.]", after.text))
            if glued or re.search(r"[\w.]$", before):
                raise NoParameter(f"{part.source} is a piece of a name; a parameter is a whole one")
            if before.rstrip()[-1:] in ("", ";"):
                raise NoParameter(f"{part.source} begins a statement; a parameter is only a value")
            marker = f":{_name(part.source, parameters)}"
            yield f"IDENTIFIER({marker})" if _NAMES_FOLLOW.search(before) else marker
            before = marker


def _state(text: str, in_string: bool, open_until: str) -> tuple[bool, str]:
    """Whether the text ends inside a string, and what would close the comment or quoted name that it ends in."""
    at = 0
    while at < len(text):
        if open_until:
            end = text.find(open_until, at)
            if end < 0:
                return in_string, open_until
            at, open_until = end + len(open_until), ""
        elif in_string:
            end = text.find("'", at)
            if end < 0:
                return True, ""
            at, in_string = end + 1, False
        elif text.startswith("--", at):
            open_until, at = "\n", at + 2
        elif text.startswith("/*", at):
            open_until, at = "*/", at + 2
        elif text[at] == "`":
            open_until, at = "`", at + 1
        else:
            in_string, at = text[at] == "'", at + 1
    return in_string, open_until


def _name(source: str, parameters: dict[str, str]) -> str:
    """A name for a template's parameter, after what it says; the same template has one name."""
    known = next((name for name, written in parameters.items() if written == source), None)
    if known is not None:
        return known
    words = re.findall(r"\w+", source)
    name = "_".join(words[-1:] if words[:1] in (["params"], ["var"]) else words[:3]) or "value"
    name = name if name[0].isalpha() else f"p_{name}"
    free, number = name, 2
    while free in parameters:
        free, number = f"{name}_{number}", number + 1
    parameters[free] = source
    return free
