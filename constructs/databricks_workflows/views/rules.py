"""Rules: how bad each is in a project, what it says, where its page is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import IO, Any

from databricks_workflows import rules as package_of_rules
from databricks_workflows.diagnostics import Rule, Severity
from databricks_workflows.views.problems import STYLES, print_wrapped

Severities = Mapping[str, Severity | None]
"""What a project says, by code; None is off."""

_OFF = "off"
_INDENT = 4


def rule_as_dict(rule: Rule, severities: Severities, *, whole: bool = False) -> dict[str, Any]:
    """The form that ``--json`` prints; as a whole with what its page has."""
    shown = {
        "code": rule.code,
        "severity": _word(rule, severities),
        "default_severity": rule.severity.value,
        "title": rule.title,
        "why": rule.why,
        "page": rule.page,
    }
    return {**shown, **_examples()[rule.code]} if whole else shown


@cache
def _examples() -> dict[str, dict[str, Any]]:
    """What the pages of the rules show, by code; an installed package has no pages."""
    text = Path(package_of_rules.__file__).with_name("examples.json").read_text(encoding="utf-8")
    examples: dict[str, dict[str, Any]] = json.loads(text)
    return examples


def _page(rule: Rule) -> Iterator[tuple[str, str]]:
    """What there is to read of a rule: words, and the lines of a file or of an answer that they are about."""
    example = _examples()[rule.code]
    yield rule.why, ""
    if example["takes"]:
        yield "Right is:", "\n".join(f"- {each}" for each in example["takes"])
    for name, text in example["wrong"].items():
        yield f"Wrong, {name}:", text
    yield f"databricks-workflows {example['command']} says:", example["says"]
    for name, text in example["right"].items():
        yield f"Right, {name}:", text


def _inset(text: str, steps: int = 1) -> str:
    return indent(text.rstrip("\n"), steps * _INDENT * " ")


def print_rules(rules: Sequence[Rule], severities: Severities, stream: IO[str], *, whole: bool = False) -> None:
    """Write rules in the form that suits the stream: a table on a terminal, else a line each.

    Args:
        rules: the rules, in the order to show them.
        severities: what the project says.
        stream: a terminal, or anything else.
        whole: show of each also what its page has.
    """
    if stream.isatty():
        _print_on_terminal(rules, severities, stream, whole)
        return
    for rule in rules:
        line = f"{rule.code}  {_word(rule, severities):<7}  {rule.title}  {rule.page}{_default(rule, severities)}"
        stream.write(f"{line}\n")
        if whole:
            for words, lines in _page(rule):
                stream.write("".join(f"\n{each}\n" for each in (_inset(words), _inset(lines, 2)) if each))
            stream.write("\n")


def _print_on_terminal(rules: Sequence[Rule], severities: Severities, stream: IO[str], whole: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for some in [[rule] for rule in rules] if whole else [rules]:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=not whole)
        for name in ("rule", "severity", "what is wrong", "page"):
            table.add_column(name, header_style="dim", overflow="fold", no_wrap=name != "what is wrong")
        for rule in some:
            severity = Text(_word(rule, severities), _style(rule, severities))
            title = Text.assemble(rule.title, (_default(rule, severities), "dim"))
            table.add_row(Text(rule.code, "bold"), severity, title, Text(rule.page, "dim"))
        console.print(table)
        for words, lines in _page(some[0]) if whole else ():
            console.print()
            print_wrapped(console, Text(words), indent=_INDENT)
            if lines:
                console.print(f"\n{_inset(lines, 2)}", soft_wrap=True)
        if whole:
            console.print()


def _word(rule: Rule, severities: Severities) -> str:
    severity = severities.get(rule.code, rule.severity)
    return _OFF if severity is None else severity.value


def _default(rule: Rule, severities: Severities) -> str:
    """What it is without the project's say, where that is something else."""
    return "" if _word(rule, severities) == rule.severity else f"  (by default {rule.severity})"


def _style(rule: Rule, severities: Severities) -> str:
    severity = severities.get(rule.code, rule.severity)
    return "dim" if severity is None else STYLES[severity]
