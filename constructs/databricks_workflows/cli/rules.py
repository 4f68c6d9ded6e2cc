"""``databricks-workflows rules``: what can be wrong, and how bad it is in this project."""

from __future__ import annotations

from pathlib import Path

import click

from databricks_workflows.cli._errors import Unusable


@click.command(short_help="Every rule: how bad it is here, and its page.")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def rules(codes: tuple[str, ...], as_json: bool) -> None:
    """List the rules, or show each CODE as a whole: why it matters, an input that breaks it and the same one mended.

    A rule is as bad as the nearest pyproject.toml or the working folder's cdktf.json says; what it is by default is
    said where that differs. The page is where the same is read in the repository.
    """
    import json
    import sys

    from databricks_workflows.cli._project import project_severities
    from databricks_workflows.rules import RULES
    from databricks_workflows.rules.codes import meant_code
    from databricks_workflows.views.rules import print_rules, rule_as_dict

    severities = project_severities(Path())
    for code in codes:
        if code not in RULES:
            raise Unusable(f"there is no rule {code!r}; {meant_code(code)}")
    wanted = [RULES[code] for code in codes or RULES]
    if as_json:
        shown = {"rules": [rule_as_dict(rule, severities, whole=bool(codes)) for rule in wanted]}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False))
    else:
        print_rules(wanted, severities, sys.stdout, whole=bool(codes))
