"""The options of every command that reads workflow files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_DAY = 24 * 60 * 60

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(command: F) -> F:
    """``--variables``, ``--timeout`` and ``--workers``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
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
