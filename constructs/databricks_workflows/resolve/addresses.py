"""The job's name in Terraform (M14): from DAG and group alone, so that moving code keeps the job."""

from __future__ import annotations

import re

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.rules import BAD_ADDRESS

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def address_of(dag: Dag, group: FrozenGroup, found: Diagnostics) -> str:
    """``address=``, else the DAG's id and the group's path in letters, digits and ``_``."""
    own = group.arguments.get("address")
    if own is None:
        return slug("_".join(filter(None, [dag.dag_id, *group.path])))
    address = str(own).removeprefix("databricks_job.")
    if not _IDENTIFIER.fullmatch(address):
        found.add(
            BAD_ADDRESS,
            group.place,
            f"workflow {group.name!r}: address {own!r} is no Terraform name",
            f"letters, digits, _ and -, the first no digit; for example {slug(address)!r}",
            near=("address",),
        )
        return slug(address)
    return address


def previous_address_of(group: FrozenGroup) -> str | None:
    """The address the job had, without its resource type."""
    own = group.arguments.get("previous_address")
    return None if own is None else str(own).removeprefix("databricks_job.")


def slug(name: str) -> str:
    """A Terraform name made from any text."""
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    return plain if _IDENTIFIER.fullmatch(plain) else f"_{plain}"
