"""Rules: how bad each is in a project, what it says, where its page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from databricks_workflows.diagnostics import Rule, Severity
from databricks_workflows.views.problems import STYLES, print_wrapped

Severities = Mapping[str, Severity | None]
"""What a project says, by code; None is off."""

_OFF = "off"
_INDENT = 4


def rule_as_dict(rule: Rule, severities: Severities) -> dict[str, str]:
    """The form that ``--json`` prints."""
    return {
        "code": rule.code,
        "severity": _word(rule, severities),
        "default_severity": rule.severity.value,
        "title": rule.title,
        "why": rule.why,
        "page": rule.page,
    }


def print_rules(rules: Sequence[Rule], severities: Severities, stream: IO[str], *, why: bool = False) -> None:
    """Write rules in the form that suits the stream: a table on a terminal, else a line each.

    Args:
        rules: the rules, in the order to show them.
        severities: what the project says.
        stream: a terminal, or anything else.
        why: tell of each also what would come of it.
    """
    if stream.isatty():
        _print_on_terminal(rules, severities, stream, why)
        return
    for rule in rules:
        line = f"{rule.code}  {_word(rule, severities):<7}  {rule.title}  {rule.page}{_default(rule, severities)}"
        stream.write(f"{line}\n")
        if why and rule.why:
            stream.write(f"{' ' * _INDENT}{rule.why}\n")


def _print_on_terminal(rules: Sequence[Rule], severities: Severities, stream: IO[str], why: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for some in [[rule] for rule in rules] if why else [rules]:
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=not why)
        for name in ("rule", "severity", "what is wrong", "page"):
            table.add_column(name, header_style="dim", overflow="fold", no_wrap=name != "what is wrong")
        for rule in some:
            severity = Text(_word(rule, severities), _style(rule, severities))
            title = Text.assemble(rule.title, (_default(rule, severities), "dim"))
            table.add_row(Text(rule.code, "bold"), severity, title, Text(rule.page, "dim"))
        console.print(table)
        if why and some[0].why:
            print_wrapped(console, Text(some[0].why), indent=_INDENT)


def _word(rule: Rule, severities: Severities) -> str:
    severity = severities.get(rule.code, rule.severity)
    return _OFF if severity is None else severity.value


def _default(rule: Rule, severities: Severities) -> str:
    """What it is without the project's say, where that is something else."""
    return "" if _word(rule, severities) == rule.severity else f"  (by default {rule.severity})"


def _style(rule: Rule, severities: Severities) -> str:
    severity = severities.get(rule.code, rule.severity)
    return "dim" if severity is None else STYLES[severity]
