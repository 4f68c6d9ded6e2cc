"""The job's name in Terraform (M14): from DAG and group alone, so that moving code keeps the job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from databricks_workflows.authoring.frozen import Dag, FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.model._leaves import is_whole
from databricks_workflows.rules import BAD_ADDRESS, WRONG_TYPE

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def address_of(dag: Dag, group: FrozenGroup, found: Diagnostics) -> str:
    """``address=``, else the DAG's id and the group's path in letters, digits and ``_``."""
    own = group.arguments.get("address")
    address = address_from(own, [*filter(None, [dag.dag_id]), *group.path])
    if own is not None and address != _bare(own):
        _refuse("address", own, group, found)
    return address


def address_from(own: object, names: Sequence[str]) -> str:
    """The address that was given, else one made from the names; where that is no Terraform name, one like it."""
    if own is None:
        return slug("_".join(names))
    address = _bare(own)
    return address if _IDENTIFIER.fullmatch(address) else slug(address)


def previous_address_of(group: FrozenGroup, found: Diagnostics) -> str | None:
    """The address the job had, without its resource type."""
    own = group.arguments.get("previous_address")
    if own is None:
        return None
    if not _IDENTIFIER.fullmatch(_bare(own)):
        _refuse("previous_address", own, group, found)
        return None
    return _bare(own)


def import_from_of(group: FrozenGroup, found: Diagnostics) -> str | int | None:
    """The id of the job to take over."""
    own = group.arguments.get("import_from")
    if own is None or isinstance(own, str) or (is_whole(own) and own > 0):
        return own
    summary = f"workflow {group.name!r}: import_from is {shown(own)}, expected the id of a job"
    found.add(WRONG_TYPE, group.place, summary, "give the number in the job's URL", near=("import_from",))
    return None


def _refuse(argument: str, own: object, group: FrozenGroup, found: Diagnostics) -> None:
    found.add(
        BAD_ADDRESS,
        group.place,
        f"workflow {group.name!r}: {argument} {shown(own)} is no Terraform name",
        f"letters, digits, _ and -, the first no digit; for example {slug(_bare(own))!r}",
        near=(argument,),
    )


def slug(name: str) -> str:
    """A Terraform name made from any text."""
    plain = re.sub(r"\W", "_", name, flags=re.ASCII)
    return plain if _IDENTIFIER.fullmatch(plain) else f"_{plain}"


def _bare(address: object) -> str:
    return (address if isinstance(address, str) else shown(address)).removeprefix("databricks_job.")
