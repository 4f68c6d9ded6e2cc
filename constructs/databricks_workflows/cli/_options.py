"""The options of commands that read workflow files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_DAY = 24 * 60 * 60

F = TypeVar("F", bound=Callable[..., Any])


def compiling_options(command: F) -> F:
    """``--task-keys``, ``--on-unmapped`` and ``--allow-unsupported``."""
    for option in reversed(_COMPILING):
        command = option(command)
    return command


def reading_options(command: F) -> F:
    """``--variables``, ``--timeout`` and ``--workers``."""
    for option in reversed(_READING):
        command = option(command)
    return command


_COMPILING = (
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
        "--allow-unsupported",
        is_flag=True,
        help="Leave out operators that a Databricks job can't run, in place of refusing them; for DAG files.",
    ),
)

_READING = (
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
        help="How long reading one workflow file may take.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1),
        metavar="N",
        help="How many workflow files are read at once; by default one for each CPU.",
    ),
)
