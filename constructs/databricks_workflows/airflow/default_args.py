"""default_args as Airflow reads them: every operator takes what it knows, and nobody minds the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.diagnostics import did_you_mean
from databricks_workflows.resolve.arguments import KNOWN_DEFAULTS


def of_others(default_args: Mapping[Any, Any]) -> list[str]:
    """The names of default arguments that are those of other operators.

    What is near to an argument of ours and asks for something is no other operator's: it stays, and is an error.
    """
    return sorted(
        name
        for name, value in default_args.items()
        if isinstance(name, str)
        and name not in KNOWN_DEFAULTS
        and (value is False or not did_you_mean(name, KNOWN_DEFAULTS))
    )
