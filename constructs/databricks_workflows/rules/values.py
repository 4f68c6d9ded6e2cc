"""Rules about single values: rows of ``checks/table.py``."""

from __future__ import annotations

from databricks_workflows.diagnostics import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING

# Words
RUN_IF = Rule(
    "DW200",
    _E,
    "a run_if that is none",
    "Terraform sends any word as it is, and Databricks refuses the job when it is applied.",
)
