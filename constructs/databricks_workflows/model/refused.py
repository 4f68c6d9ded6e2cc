"""Names that the Jobs API or older Terraform forms know and a declared job can't have: why, and what to write instead.

The names themselves are data: ``schema/refused.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from databricks_workflows.schema.names import refused_table

_READ_ONLY_REASON = "is read-only: Databricks answers it and never takes it"
_READ_ONLY_REMEDY = "leave it out"


@dataclass(frozen=True)
class Refusal:
    """Why a name is refused.

    Args:
        reason: a predicate that stands after the field's name.
        remedy: what to write instead.
        read_only: true where Databricks only answers the field, so that dropping it loses nothing.
        in_api: true where Databricks takes the field, and only Terraform does not keep it.
    """

    reason: str
    remedy: str
    read_only: bool = False
    in_api: bool = False


def refusal(name: str, model_name: str) -> Refusal | None:
    """The refusal of a name in a model, or None where the name is simply unknown."""
    return _refusals().get((model_name, name))


@cache
def _refusals() -> dict[tuple[str, str], Refusal]:
    return {
        (model, name): Refusal(
            reason=entry.get("reason", _READ_ONLY_REASON),
            remedy=entry.get("remedy", _READ_ONLY_REMEDY),
            read_only=entry.get("read_only", False),
            in_api=entry.get("in_api", False),
        )
        for entry in refused_table()
        for model in entry["models"]
        for name in entry["names"]
    }
