"""Names that Databricks and Terraform take for what templates ask for."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"[\w.-]+", re.ASCII)
_VARIABLE = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_TERRAFORM_RESERVES = frozenset(
    ("source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals")
)


def is_parameter_name(name: str) -> bool:
    """True for what a job parameter may be called."""
    return bool(_PARAMETER.fullmatch(name))


def is_variable_name(name: str) -> bool:
    """True for what a Terraform variable may be called."""
    return bool(_VARIABLE.fullmatch(name)) and name not in _TERRAFORM_RESERVES
