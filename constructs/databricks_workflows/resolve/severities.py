"""How bad each rule is in a project: what its pyproject.toml and its cdktf.json say.

In pyproject.toml it is a table::

    [tool.databricks-workflows.rules]
    DW072 = "error"
    DW041 = "off"

and in cdktf.json an object ``rules`` in the context ``databricks_workflows``, which wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from databricks_workflows.diagnostics import Severity, did_you_mean
from databricks_workflows.rules import RULES

OFF = "off"
_WORDS = (*(each.value for each in Severity), OFF)


class WrongSeverities(ValueError):
    """A project says something else than a severity of a rule; the text says what, where and what to write."""


def severities_of(folder: Path, context: Any) -> Mapping[str, Severity | None]:
    """The severities that a project gives to rules; None is off.

    Args:
        folder: the project's folder, in which a pyproject.toml may be.
        context: the context ``databricks_workflows`` of its cdktf.json.

    Raises:
        WrongSeverities: a code or a severity that there is not.
    """
    path = folder / "pyproject.toml"
    own = context.get("rules", {}) if isinstance(context, Mapping) else {}
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return _read(own, "cdktf.json: databricks_workflows.rules")
    return {**_of_pyproject(path.absolute(), changed), **_read(own, "cdktf.json: databricks_workflows.rules")}


@lru_cache(maxsize=8)
def _of_pyproject(path: Path, changed: int) -> Mapping[str, Severity | None]:
    """Read once for all the stacks of an app."""
    try:
        said: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSeverities(f"pyproject.toml: can't be read: {error}") from None
    for name in ("tool", "databricks-workflows", "rules"):
        said = said.get(name, {}) if isinstance(said, Mapping) else {}
    return _read(said, "pyproject.toml: tool.databricks-workflows.rules")


def _read(table: Any, where: str) -> Mapping[str, Severity | None]:
    if not isinstance(table, Mapping):
        raise WrongSeverities(f'{where} is {table!r}, expected severities by code: DW072 = "error"')
    severities: dict[str, Severity | None] = {}
    for code, word in table.items():
        if code not in RULES:
            nearest = did_you_mean(code, RULES) or "`databricks-workflows rules` lists them"
            raise WrongSeverities(f"{where} names {code!r}, which is no rule; {nearest}")
        if word not in _WORDS:
            raise WrongSeverities(f"{where}: {code} is {word!r}, expected one of {', '.join(_WORDS)}")
        severities[code] = None if word == OFF else Severity(word)
    return severities
