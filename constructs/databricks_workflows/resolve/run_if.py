"""Airflow's trigger rules as Databricks' run conditions (M8).

See https://docs.databricks.com/jobs/run-if.html
"""

from __future__ import annotations

from typing import Any

from databricks_workflows.diagnostics import Diagnostics, Place, did_you_mean
from databricks_workflows.rules import NO_RUN_IF

RUN_IF = {
    "all_success": "ALL_SUCCESS",
    "all_done": "ALL_DONE",
    "always": "ALL_DONE",
    "dummy": "ALL_DONE",
    "all_failed": "ALL_FAILED",
    "one_success": "AT_LEAST_ONE_SUCCESS",
    "one_failed": "AT_LEAST_ONE_FAILED",
    "none_failed": "NONE_FAILED",
    "none_failed_min_one_success": "NONE_FAILED",
    "none_failed_or_skipped": "NONE_FAILED",
}


def run_if(trigger_rule: Any, who: str, place: Place, found: Diagnostics) -> str | None:
    """The run condition of a trigger rule; all_success, the default, is left out."""
    rule = str(getattr(trigger_rule, "value", trigger_rule)).lower()
    if rule == "all_success":
        return None
    if rule not in RUN_IF:
        nearest = did_you_mean(rule, RUN_IF)
        found.add(
            NO_RUN_IF,
            place,
            f"{who}: trigger_rule {rule!r} has no equivalent in Databricks",
            f"{nearest}\nequivalents exist for: {', '.join(RUN_IF)}; or give run_if=".strip(),
            near=("trigger_rule",),
        )
        return None
    return RUN_IF[rule]
