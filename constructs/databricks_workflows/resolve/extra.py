"""Fields that the provider's schema does not know yet: taken as they are, in Terraform's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place
from databricks_workflows.model._base import shown
from databricks_workflows.rules import WRONG_TYPE


def extra_fields(given: Any, who: str, place: Place, found: Diagnostics) -> Mapping[str, Any]:
    """``extra=`` as a mapping; anything else is told and left out."""
    if given is None:
        return {}
    if isinstance(given, Mapping) and all(isinstance(name, str) for name in given):
        return given
    summary = f"{who}: extra is {shown(given)}, expected a mapping of Terraform's argument names to values"
    found.add(WRONG_TYPE, place, summary, "write {'argument': value}", near=("extra",))
    return {}
