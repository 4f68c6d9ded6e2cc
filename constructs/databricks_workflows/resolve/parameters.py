"""The job's parameters: the author's own, then those that the templates ask for (M16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from databricks_workflows.authoring.frozen import FrozenGroup
from databricks_workflows.diagnostics import Diagnostics
from databricks_workflows.model._base import shown
from databricks_workflows.resolve.templates import Generated
from databricks_workflows.rules import PARAMETER_YIELDS, TWO_DEFAULTS


def add_parameters(
    group: FrozenGroup, job: Mapping[str, Any], generated: Generated, found: Diagnostics
) -> dict[str, Any]:
    """Join the author's parameters with the generated ones, by name; the author's default stands."""
    who = f"workflow {group.name!r}"
    defaults: dict[str, Any] = {}
    for parameter in job.get("parameters", ()):
        name, default = parameter["name"], parameter["default"]
        if name in defaults and defaults[name] != default:
            found.add(
                TWO_DEFAULTS,
                group.place,
                f"{who}: parameter {name!r} has two defaults, {shown(defaults[name])} and {shown(default)}",
                "give it one default",
                near=("parameters", name),
            )
        defaults.setdefault(name, default)
    for name, default in generated.parameters.items():
        if name in defaults and defaults[name] != default:
            found.add(
                PARAMETER_YIELDS,
                group.place,
                f"{who}: parameter {name!r} keeps its own default {shown(defaults[name])}; a template "
                f"would have given it {shown(default)}",
                near=("parameters", name),
            )
        defaults.setdefault(name, default)
    if not defaults:
        return dict(job)
    return {**job, "parameters": [{"name": name, "default": defaults[name]} for name in sorted(defaults)]}
