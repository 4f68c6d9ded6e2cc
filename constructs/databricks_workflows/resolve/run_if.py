"""Airflow's trigger rules as Databricks' run conditions (M8).

See https://docs.databricks.com/jobs/run-if.html
"""

from __future__ import annotations

from typing import Any

from databricks_workflows.authoring.joint import rule_text
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

WITHOUT_EQUIVALENT = frozenset(
    ("all_skipped", "none_skipped", "one_done", "all_done_setup_success", "all_done_min_one_success")
)


def run_if(trigger_rule: Any, who: str, place: Place, found: Diagnostics) -> str | None:
    """The run condition of a trigger rule; None where there is none."""
    rule = rule_text(trigger_rule)
    if rule not in RUN_IF:
        nearest = "" if rule in WITHOUT_EQUIVALENT else did_you_mean(rule, RUN_IF)
        found.add(
            NO_RUN_IF,
            place,
            f"{who}: trigger_rule {rule!r} has no equivalent in Databricks",
            f"{nearest}\nequivalents exist for: {', '.join(RUN_IF)}; or give run_if=".strip(),
            near=("trigger_rule",),
        )
        return None
    return RUN_IF[rule]
