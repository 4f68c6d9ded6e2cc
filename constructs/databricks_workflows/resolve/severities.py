"""How bad each rule is in a project: what its pyproject.toml and its cdktf.json say.

In pyproject.toml it is a table::

    [tool.databricks-workflows.rules]
    DW072 = "error"
    DW041 = "off"

The nearest pyproject.toml at or above a file's folder counts that has the table ``tool.databricks-workflows``; what
others further up say does not count, as with ruff. In cdktf.json it is an object ``rules`` in the context
``databricks_workflows``, which wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from databricks_workflows.diagnostics import Severity, did_you_mean
from databricks_workflows.origin import shown_path
from databricks_workflows.rules import RULES
from databricks_workflows.rules.codes import meant_code

OFF = "off"
_WORDS = (*(each.value for each in Severity), OFF)
_FILE = "pyproject.toml"
_TABLE = "databricks-workflows"
_RULES = "rules"


class WrongSeverities(ValueError):
    """A project says something else than a severity of a rule; the text says what, where and what to write."""


def severities_of(folder: Path, context: Any) -> Mapping[str, Severity | None]:
    """The severities that a project gives to rules; None is off.

    Args:
        folder: the folder of a file or an app; a pyproject.toml is looked for in it and above.
        context: the context ``databricks_workflows`` of the project's cdktf.json.

    Raises:
        WrongSeverities: a table, a code or a severity that there is not.
    """
    own = context.get(_RULES, {}) if isinstance(context, Mapping) else {}
    return {**_nearest(folder.resolve()), **_read(own, "cdktf.json: databricks_workflows.rules")}


def _nearest(folder: Path) -> Mapping[str, Severity | None]:
    for path in (each / _FILE for each in (folder, *folder.parents)):
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            continue
        found = _of_pyproject(path, shown_path(str(path)), changed) if path.is_file() else None
        if found is not None:
            return found
    return {}


@lru_cache(maxsize=64)
def _of_pyproject(path: Path, shown: str, changed: int) -> Mapping[str, Severity | None] | None:
    """What a file says, None where it has no table of ours; read once for all files and stacks of a project."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongSeverities(f"{shown}: can't be read: {error}") from None
    tools = said.get("tool", {})
    if not isinstance(tools, Mapping):
        return None
    for name in tools:
        if name != _TABLE and _is_meant(name):
            raise WrongSeverities(f"{shown}: tool.{name} is no table of this program; did you mean 'tool.{_TABLE}'?")
    if _TABLE not in tools:
        return None
    where, table = f"{shown}: tool.{_TABLE}", tools[_TABLE]
    if not isinstance(table, Mapping):
        raise WrongSeverities(f"{where} is {table!r}, expected a table: [tool.{_TABLE}.{_RULES}]")
    for name in table:
        if name != _RULES:
            nearest = did_you_mean(name, [_RULES]) or f"write a rule's severity below [tool.{_TABLE}.{_RULES}]"
            raise WrongSeverities(f"{where} has {name!r}, which is no setting; {nearest}")
    return _read(table.get(_RULES, {}), f"{where}.{_RULES}")


def _is_meant(name: str) -> bool:
    """Whether a table is ours but for its name; those of other tools of Databricks are not as near."""
    return bool(get_close_matches(name.lower().replace("_", "-"), [_TABLE], cutoff=0.85))


def _read(table: Any, where: str) -> Mapping[str, Severity | None]:
    if not isinstance(table, Mapping):
        raise WrongSeverities(f'{where} is {table!r}, expected severities by code: DW072 = "error"')
    severities: dict[str, Severity | None] = {}
    for code, word in table.items():
        if code not in RULES:
            nearest = meant_code(code)
            raise WrongSeverities(f"{where} names {code!r}, which is no rule; {nearest}")
        if word not in _WORDS:
            raise WrongSeverities(f"{where}: {code} is {word!r}, expected one of {', '.join(_WORDS)}")
        severities[code] = None if word == OFF else Severity(word)
    return severities
