"""The options of commands that read workflow files, and of those that run jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from databricks_workflows.cli._reading import Choices, Limits

_DAY = 24 * 60 * 60

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(command: F) -> F:
    """How workflow files are read and compiled; :func:`chosen` makes choices and limits of them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def workspace_options(command: F) -> F:
    """``--profile``, ``--host``, ``--retry`` and ``--json``."""
    for option in reversed(_WORKSPACE):
        command = option(command)
    return command


def watching_options(command: F) -> F:
    """``--timeout`` and ``--poll``."""
    for option in reversed(_WATCHING):
        command = option(command)
    return command


def _pairs(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    for each in given:
        if not each.partition("=")[0] or "=" not in each:
            raise click.BadParameter(f"{each!r} is no NAME=VALUE")
    return {name: value for name, _, value in (each.partition("=") for each in given)}


param_option = click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_pairs,
    help="A job parameter; may be given several times.",
)
no_watch_option = click.option("--no-watch", is_flag=True, help="Return at once in place of waiting for the end.")


def chosen(*, variables: Path | None, timeout: int, workers: int | None, **choices: Any) -> tuple[Choices, Limits]:
    """What was given for :func:`reading_options`.

    Raises:
        Unusable: the file of variables is none.
    """
    from databricks_workflows.cli._reading import Choices, Limits
    from databricks_workflows.cli._workflow_files import read_variables

    read = read_variables(variables) if variables else None
    return Choices(variables=read, **choices), Limits(timeout=timeout, workers=workers)


_OPTIONS = (
    click.option(
        "--task-keys",
        type=click.Choice(["path", "airflow"]),
        help="Readable keys (default), or the hashes of Airflow's provider; for workflow files.",
    ),
    click.option(
        "--on-unmapped",
        type=click.Choice(["error", "keep"]),
        help="What becomes of a template without an equivalent; for workflow files. Default: error.",
    ),
    click.option(
        "--ds",
        type=click.Choice(["interval_start", "fire_time"]),
        help="What {{ ds }} means in a scheduled job; for workflow files. Unset, the time of firing, with a warning.",
    ),
    click.option(
        "--allow-unsupported",
        is_flag=True,
        help="Leave out operators that a Databricks job can't run, in place of refusing them; for DAG files.",
    ),
    click.option(
        "--variables",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A JSON file with Airflow's variables by name; for DAG files.",
    ),
    click.option(
        "--timeout",
        type=click.IntRange(1, _DAY),
        metavar="SECONDS",
        default=30,
        show_default=True,
        help="How long reading one workflow file, or running one app, may take.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1),
        metavar="N",
        help="How many workflow files are read at once; by default one for each CPU.",
    ),
)

_WORKSPACE = (
    click.option("--profile", help="The profile of ~/.databrickscfg to use."),
    click.option("--host", metavar="URL", help="The workspace; by default what the environment or the profile says."),
    click.option(
        "--retry",
        type=click.IntRange(0, _DAY),
        metavar="SECONDS",
        default=300,
        show_default=True,
        help="How long a fault that passes (the network, too many requests, a server error) is waited out.",
    ),
    click.option("--json", "as_json", is_flag=True, help="JSON on stdout; of what happens, one object a line."),
)

_WATCHING = (
    click.option(
        "--timeout",
        type=click.IntRange(1),
        metavar="SECONDS",
        help="How long to watch before giving up, exit code 6; the run goes on. By default without end.",
    ),
    click.option(
        "--poll",
        type=click.FloatRange(0.1, _DAY),
        metavar="SECONDS",
        default=10,
        show_default=True,
        help="The longest time between two looks; a run that has just begun is looked at more often.",
    ),
)
