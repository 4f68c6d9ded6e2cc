"""The job's name in Terraform (M14): from DAG and group alone, so that moving code keeps the job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.rules import BAD_ADDRESS

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def address_of(dag: Dag, group: FrozenGroup, found: Diagnostics) -> str:
    """``address=``, else the DAG's id and the group's path in letters, digits and ``_``."""
    own = group.arguments.get("address")
    address = address_from(own, [*filter(None, [dag.dag_id]), *group.path])
    if own is not None and address != _bare(own):
        found.add(
            BAD_ADDRESS,
            group.place,
            f"workflow {group.name!r}: address {own!r} is no Terraform name",
            f"letters, digits, _ and -, the first no digit; for example {address!r}",
            near=("address",),
        )
    return address


def address_from(own: object, names: Sequence[str]) -> str:
    """The address that was given, else one made from the names; where that is no Terraform name, one like it."""
    if own is None:
        return slug("_".join(names))
    address = _bare(own)
    return address if _IDENTIFIER.fullmatch(address) else slug(address)


def previous_address_of(group: FrozenGroup) -> str | None:
    """The address the job had, without its resource type."""
    own = group.arguments.get("previous_address")
    return None if own is None else _bare(own)


def slug(name: str) -> str:
    """A Terraform name made from any text."""
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    return plain if _IDENTIFIER.fullmatch(plain) else f"_{plain}"


def _bare(address: object) -> str:
    return str(address).removeprefix("databricks_job.")
