"""``databricks-workflows diff A B``: what differs between two outputs, by job and task key."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from databricks_workflows.cli._errors import FINE, WRONG

Form = Literal["text", "json", "markdown", "stacks"]


@click.command(short_help="What differs between two outputs, by job and task key.")
@click.argument("before", metavar="A", type=click.Path(exists=True, path_type=Path))
@click.argument("after", metavar="B", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print; Markdown is for a pull request.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--stacks", is_flag=True, help="Print only the names of the stacks to deploy, one a line.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there are differences.")
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, form: Form, stacks: bool, exit_code: bool) -> None:
    """Print what differs between the outputs A and B, by job and task key.

    Both are folders such as cdktf.out, or both are one stack: its folder or its cdk.tf.json. Order, metadata and
    formatting are no difference. Warnings name what an update of a job can't send, and what to do.
    """
    if stacks and form != "text":
        raise click.UsageError("--stacks prints names, in no other format")
    ctx.exit(print_difference(before, after, "stacks" if stacks else form, exit_code=exit_code))


def print_difference(before: Path, after: Path, form: Form = "text", *, exit_code: bool = False) -> int:
    """Print what differs; returns the exit code.

    Raises:
        Unusable: a path is no output.
    """
    import json

    from databricks_workflows.cli._outputs import read_pair
    from databricks_workflows.compare import compare
    from databricks_workflows.views.difference import difference_as_dict, difference_markdown, difference_text

    difference = compare(*read_pair(before, after))
    match form:
        case "json":
            click.echo(json.dumps(difference_as_dict(difference), indent=2, ensure_ascii=False))
        case "markdown":
            click.echo(difference_markdown(difference), nl=False)
        case "stacks":
            click.echo("".join(f"{name}\n" for name in difference.to_deploy), nl=False)
            for name in difference.gone:
                click.echo(f"stack {name} is there no more: destroy it from the former output", err=True)
        case _:
            click.echo(difference_text(difference), nl=False)
    return WRONG if exit_code and difference else FINE
