"""What stands beside a job in the document: resources and data sources whose attributes a job names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from databricks_workflows.model.tokens import TerraformExpression

Block = Literal["resource", "data"]


class Beside(TerraformExpression):
    """An attribute of a resource or data source that is declared beside the job which names it.

    As text it is Terraform's reference.

    Args:
        block: ``resource`` or ``data``.
        kind: its type, such as ``databricks_notebook``.
        address: its name in Terraform.
        arguments: its arguments, in Terraform's words.
        attribute: what of it is named.
        shown: what that will be, for people.
        source: the local file that it is made of; None for none.
    """

    block: Block
    kind: str
    address: str
    arguments: Mapping[str, Any]
    attribute: str
    shown: str
    source: str | None

    def __new__(
        cls,
        block: Block,
        kind: str,
        address: str,
        arguments: Mapping[str, Any],
        attribute: str,
        shown: str,
        source: str | None = None,
    ) -> Beside:
        data = "data." if block == "data" else ""
        made = super().__new__(cls, f"${{{data}{kind}.{address}.{attribute}}}")
        made.block, made.kind, made.address, made.arguments = block, kind, address, dict(arguments)
        made.attribute, made.shown, made.source = attribute, shown, source
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """For pickle."""
        return self.block, self.kind, self.address, self.arguments, self.attribute, self.shown, self.source


def everything_beside(value: Any) -> list[Beside]:
    """What a value of dicts and lists names, in the order of naming."""
    if isinstance(value, Beside):
        return [value]
    if isinstance(value, dict):
        return [each for one in value.values() for each in everything_beside(one)]
    return [each for one in value for each in everything_beside(one)] if isinstance(value, list) else []
