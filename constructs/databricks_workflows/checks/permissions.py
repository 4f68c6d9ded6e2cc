"""Who may do what with a job: one level each, one owner, nobody that can't have one.

See https://github.com/databricks/terraform-provider-databricks/blob/main/docs/resources/permissions.md
"""

from __future__ import annotations

import re

from databricks_workflows.diagnostics import Diagnostics, Rule
from databricks_workflows.model import AccessControl
from databricks_workflows.model.tokens import is_unknown
from databricks_workflows.resolve.resolved import Job
from databricks_workflows.rules.jobs import (
    ADMINS_GROUP,
    GROUP_OWNS,
    NO_OWNER,
    PRINCIPAL_KIND,
    PRINCIPAL_TWICE,
    TWO_OWNERS,
)

_KINDS = ("user_name", "group_name", "service_principal_name")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def check_permissions(job: Job, found: Diagnostics) -> None:
    """Principals with two levels, owners that can't be, a user's name for a service principal's."""
    who = f"workflow {job.settings.name!r}"

    def tell(rule: Rule, index: int, what: str, remedy: str, *near: str) -> None:
        place = job.place_of_permission(index)
        found.add(rule, place, f"{who}: {what}", remedy, near=("access_control_list", *near))

    seen: set[tuple[str, str]] = set()
    for index, entry in enumerate(job.permissions):
        for kind, name in _principals(entry):
            if (kind, name.lower()) in seen:
                tell(PRINCIPAL_TWICE, index, f"{kind} {name!r} has two permissions", "keep the higher one", name)
            seen.add((kind, name.lower()))
            if kind == "group_name" and name == "admins":
                remedy = "take it away: administrators manage every job"
                tell(ADMINS_GROUP, index, "the group 'admins' can't be given permissions", remedy, name)
            elif kind == "group_name" and entry.permission_level == "IS_OWNER":
                remedy = "give the group CAN_MANAGE, and a user or service principal IS_OWNER"
                tell(GROUP_OWNS, index, f"the group {name!r} is IS_OWNER", remedy, name)
            if kind != "group_name" and bool(_UUID.fullmatch(name)) is (kind == "user_name"):
                other = "service_principal_name" if kind == "user_name" else "user_name"
                is_what = "is an application id" if kind == "user_name" else "is no application id"
                remedy = f"write {other}" if kind == "user_name" or "@" in name else "write its application id"
                tell(PRINCIPAL_KIND, index, f"{kind} {name!r} {is_what}", remedy, name)
    levels = [entry.permission_level for entry in job.permissions]
    owners = levels.count("IS_OWNER")
    if owners > 1:
        second = levels.index("IS_OWNER", levels.index("IS_OWNER") + 1)
        tell(TWO_OWNERS, second, f"{owners} entries of its permissions are IS_OWNER", "keep one of them", "IS_OWNER")
    elif levels and not owners and job.settings.run_as is not None and not any(map(is_unknown, levels)):
        what = "run_as names who runs it, and its permissions name no owner: whoever deploys it owns it"
        tell(NO_OWNER, 0, what, 'name the owner too: {"service_principal_name": ..., "permission_level": "IS_OWNER"}')


def _principals(entry: AccessControl) -> list[tuple[str, str]]:
    named = ((kind, getattr(entry, kind)) for kind in _KINDS)
    return [(kind, name) for kind, name in named if name and not is_unknown(name)]
