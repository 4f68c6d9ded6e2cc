"""What a project's cdktf.json says for every stack: the object ``databricks_workflows`` in its context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.diagnostics import Rule, did_you_mean
from databricks_workflows.rules import UNKNOWN_NAME, WRONG_TYPE

CONTEXT = "databricks_workflows"
"""Its key in the context."""

_KEYS = ("backend", "clusters", "connections", "rules")


class WrongContext(Exception):
    """It is no object, what it holds is none, or nobody reads it.

    Args:
        rule: what is broken.
        summary: what is wrong.
        remedy: what to do.
    """

    def __init__(self, rule: Rule, summary: str, remedy: str) -> None:
        super().__init__(summary)
        self.rule = rule
        self.summary = summary
        self.remedy = remedy


def project_context(given: Any) -> Mapping[str, Mapping[str, Any]]:
    """The object's own objects: ``backend``, ``clusters``, ``connections``, ``rules``.

    Args:
        given: what the context holds under ``databricks_workflows``; None where it holds nothing.

    Raises:
        WrongContext: see there.
    """
    if given is None:
        return {}
    where = f"cdktf.json: {CONTEXT} in the context"
    if not isinstance(given, Mapping):
        raise WrongContext(WRONG_TYPE, f"{where} is {given!r}", "write an object: {...}")
    for name, value in given.items():
        if name not in _KEYS:
            remedy = did_you_mean(name, _KEYS) or f"known are: {', '.join(_KEYS)}"
            raise WrongContext(UNKNOWN_NAME, f"{where} has no key {name!r}", remedy)
        if not isinstance(value, Mapping):
            raise WrongContext(WRONG_TYPE, f"{where}: {name!r} is {value!r}", "write an object: {...}")
    return given
